// What somebody wrote, with its web addresses as links that open apart.
import { OUTWARD, pieces } from './links.ts';

export function MessageText({ text }: { readonly text: string }) {
  return (
    <>
      {pieces(text).map((piece, index) =>
        piece.kind === 'text' ? (
          piece.text
        ) : (
          <a key={index} href={piece.address} {...OUTWARD}>
            {piece.text}
          </a>
        ),
      )}
    </>
  );
}
