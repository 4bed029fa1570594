// The desk's screens, with a conversation among staff that stays open beside whichever chat is opened.
import type { Screen, Screens } from '../screen.ts';

type Ways = Pick<Screens, 'current' | 'go' | 'replace' | 'up'>;

/** `isBeside`: whether the window is wide enough; else the room would lie over the chat that was asked for. */
export function keepingTheRoom(screens: Ways, isBeside: () => boolean): Ways {
  const kept = (screen: Screen): Screen => {
    const { value: from } = screens.current;
    const room = from.at === 'desk' && isBeside() ? from.room : undefined;
    return screen.at === 'desk' && room !== undefined ? { room, ...screen } : screen;
  };
  return {
    current: screens.current,
    go: (screen) => screens.go(kept(screen)),
    replace: (screen) => screens.replace(kept(screen)),
    up: (screen) => screens.up(kept(screen)),
  };
}
