// What somebody wrote, with its web addresses as links that open apart.
import { fullHost, OUTWARD, pieces } from './links.ts';

export function MessageText({ text }: { readonly text: string }) {
  return (
    <>
      {pieces(text).map((piece) =>
        piece.kind === 'text' ? (
          piece.text
        ) : (
          <a key={piece.from} href={piece.address} title={fullHost(piece.address)} dir="ltr" {...OUTWARD}>
            {piece.text}
          </a>
        ),
      )}
    </>
  );
}
