// What is said to people who can't see: gathered, and said again when it happens again.
import { Announcer } from '../../../frontend/ui/announcer.ts';
import { FakeSurroundings } from '../../support/fake-surroundings.ts';

function prepared() {
  const world = new FakeSurroundings();
  const region: { textContent: string | null } = { textContent: '' };
  const announcer = new Announcer({
    region,
    after: (ms, run) => world.after(ms, run),
  });
  return { world, region, announcer };
}

describe('the announcer', () => {
  test('says sentences that come at once in one go', () => {
    const { world, region, announcer } = prepared();
    announcer.say('A new chat is waiting.');
    announcer.say('Rosa: hello');
    expect(region.textContent).toBe('');
    world.pass(300);
    expect(region.textContent).toBe('A new chat is waiting. Rosa: hello');
  });

  test('empties the region, so that the same words are heard a second time', () => {
    const { world, region, announcer } = prepared();
    announcer.say('Saved.');
    world.pass(300);
    world.pass(5_000);
    expect(region.textContent).toBe('');
    announcer.say('Saved.');
    world.pass(300);
    expect(region.textContent).toBe('Saved.');
  });

  test('says nothing more once it is disposed of', () => {
    const { world, region, announcer } = prepared();
    announcer.say('Too late');
    announcer.dispose();
    world.pass(10_000);
    expect(region.textContent).toBe('');
  });
});
