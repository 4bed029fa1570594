// The made-up books of the demo library's catalogue.

export type Book = {
  readonly id: string;
  readonly title: string;
  readonly author: string;
  readonly year: number;
  readonly format: 'Book' | 'eBook' | 'Audiobook' | 'Film';
  readonly pages: string;
  readonly shelf: string;
  readonly place: 'Main Library' | 'Riverside' | 'Hillcrest' | 'Online';
  /** Copies that are in; none: when the next one is due. */
  readonly copies: number;
  readonly due?: string;
  readonly subjects: readonly string[];
  readonly summary: string;
  /** One of the cover's colour schemes, 0 to 5. */
  readonly cover: number;
};

export const BOOKS: readonly Book[] = [
  {
    id: 'the-shaded-street',
    title: 'The Shaded Street',
    author: 'Okafor, Adaeze',
    year: 2024,
    format: 'Book',
    pages: '312 pages',
    shelf: '307.76 OKA',
    place: 'Main Library',
    copies: 3,
    subjects: ['Urban heat islands', 'City planning', 'Trees in cities'],
    summary:
      'How forty cities planted, roofed and shaded their way to cooler summers, and what it cost them.',
    cover: 0,
  },
  {
    id: 'heat-and-the-city',
    title: 'Heat and the City: A Field Guide',
    author: 'Lindqvist, Maja',
    year: 2022,
    format: 'eBook',
    pages: '240 pages',
    shelf: 'Online',
    place: 'Online',
    copies: 1,
    subjects: ['Urban heat islands', 'Climate', 'Public health'],
    summary: 'Measuring heat street by street with instruments that a class can build in an afternoon.',
    cover: 1,
  },
  {
    id: 'roof-gardens',
    title: 'Roof Gardens for Cold Countries',
    author: 'Tremblay, Luc',
    year: 2019,
    format: 'Book',
    pages: '188 pages',
    shelf: '635.96 TRE',
    place: 'Riverside',
    copies: 0,
    due: '14 March',
    subjects: ['Gardening', 'Trees in cities'],
    summary: 'What grows nine floors up at minus thirty, with plans, weights and a planting calendar.',
    cover: 2,
  },
  {
    id: 'a-river-remembers',
    title: 'A River Remembers',
    author: 'Running Deer, Thomas',
    year: 2021,
    format: 'Audiobook',
    pages: '9 h 40 min',
    shelf: 'Online',
    place: 'Online',
    copies: 1,
    subjects: ['Local history', 'Rivers'],
    summary: 'Four centuries of the Northfield river, told by those who fished, dammed and freed it.',
    cover: 3,
  },
  {
    id: 'northfield-in-photographs',
    title: 'Northfield in Photographs, 1880–1950',
    author: 'Northfield Historical Society',
    year: 2008,
    format: 'Book',
    pages: '164 pages',
    shelf: 'LH 971.3 NOR',
    place: 'Main Library',
    copies: 1,
    subjects: ['Local history', 'Photography'],
    summary: 'Mills, snowstorms and the great fire of 1911, from the glass plates in our own archive.',
    cover: 4,
  },
  {
    id: 'the-quiet-carrel',
    title: 'The Quiet Carrel',
    author: 'Nakamura, Emi',
    year: 2023,
    format: 'Book',
    pages: '276 pages',
    shelf: 'FIC NAK',
    place: 'Hillcrest',
    copies: 2,
    subjects: ['Mystery', 'Libraries'],
    summary: 'A thesis disappears from a locked study room, and the night librarian begins to ask questions.',
    cover: 5,
  },
  {
    id: 'statistics-without-tears',
    title: 'Statistics, Gently',
    author: 'Haddad, Rania',
    year: 2020,
    format: 'eBook',
    pages: '402 pages',
    shelf: 'Online',
    place: 'Online',
    copies: 1,
    subjects: ['Statistics', 'Study skills'],
    summary: 'From averages to regression, with one question from the newspaper in each chapter.',
    cover: 1,
  },
  {
    id: 'winter-kitchen',
    title: 'The Winter Kitchen',
    author: 'Bélanger, Odile',
    year: 2018,
    format: 'Book',
    pages: '220 pages',
    shelf: '641.56 BEL',
    place: 'Riverside',
    copies: 2,
    subjects: ['Cooking'],
    summary: 'Roots, pulses and preserves: ninety dishes from what keeps until April.',
    cover: 2,
  },
  {
    id: 'citizens-of-the-air',
    title: 'Citizens of the Air',
    author: 'Moreau, Jeanne',
    year: 2025,
    format: 'Film',
    pages: '94 min',
    shelf: 'DVD 598 MOR',
    place: 'Main Library',
    copies: 1,
    subjects: ['Birds', 'Climate'],
    summary: 'A year with the swifts that nest under the eaves of three northern towns.',
    cover: 0,
  },
];

/** Every word must stand somewhere in the entry. */
export function searchBooks(query: string): readonly Book[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return BOOKS.filter((book) => {
    const entry = [book.title, book.author, book.format, book.summary, ...book.subjects]
      .join(' ')
      .toLowerCase();
    return words.every((word) => entry.includes(word));
  });
}
