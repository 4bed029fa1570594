// Moving a ready assembly to other ports.
import { movePorts } from '../../local/relocation.ts';

describe('moving ports', () => {
  it('moves each port of the block to its place in the other, also where the blocks overlap', () => {
    const text = 'http://127.0.0.1:4600 ws://127.0.0.1:4601/live "127.0.0.1:4607"';

    expect(movePorts(text, 4600, 4601)).toBe(
      'http://127.0.0.1:4601 ws://127.0.0.1:4602/live "127.0.0.1:4608"',
    );
  });

  it('leaves other addresses alone', () => {
    const text = '127.0.0.1:4599 127.0.0.1:4608 127.0.0.1:46000 10.127.0.0.1 4600';

    expect(movePorts(text, 4600, 5000)).toBe(text);
  });
});
