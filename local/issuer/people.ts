// The demo people who can sign in locally, with the groups that a real user pool would give them.

export type Person = {
  /** As in a token: stays the same when the email changes. */
  readonly subject: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly groups: readonly string[];
  /** What the person does at the desk; `none`: has an account, but no place there. */
  readonly role: 'operator' | 'coordinator' | 'administrator' | 'none';
};

export const DEMO_PEOPLE: readonly Person[] = [
  {
    subject: '5f0c6b0e-3c55-4c0b-9d4e-7a1f0d6f1a01',
    name: 'Dana Whitfield',
    email: 'dana@northfield.example',
    password: 'reading-room',
    groups: ['operators'],
    role: 'operator',
  },
  {
    subject: '5f0c6b0e-3c55-4c0b-9d4e-7a1f0d6f1a02',
    name: 'Ken Ito',
    email: 'ken@northfield.example',
    password: 'card-catalogue',
    groups: ['operators'],
    role: 'operator',
  },
  {
    subject: '5f0c6b0e-3c55-4c0b-9d4e-7a1f0d6f1a03',
    name: 'Priya Nair',
    email: 'priya@northfield.example',
    password: 'opening-hours',
    groups: ['coordinators', 'operators'],
    role: 'coordinator',
  },
  {
    subject: '5f0c6b0e-3c55-4c0b-9d4e-7a1f0d6f1a04',
    name: 'Tom Weiss',
    email: 'tom@northfield.example',
    password: 'closed-stacks',
    groups: ['administrators'],
    role: 'administrator',
  },
  {
    subject: '5f0c6b0e-3c55-4c0b-9d4e-7a1f0d6f1a05',
    name: 'Ruth Okello',
    email: 'ruth@northfield.example',
    password: 'borrowed-books',
    groups: [],
    role: 'none',
  },
];

export function personBySubject(people: readonly Person[], subject: string): Person | undefined {
  return people.find((person) => person.subject === subject);
}

export function personByPassword(
  people: readonly Person[],
  email: string,
  password: string,
): Person | undefined {
  const wanted = email.trim().toLowerCase();
  return people.find((person) => person.email === wanted && person.password === password);
}
