// What stands below a chat that has ended: whether it helped, and the conversation to take along.
import { RateChat } from './rate-chat.tsx';
import { TakeAlong } from './take-along.tsx';

export function AfterChat() {
  return (
    <div class="after">
      <RateChat />
      <TakeAlong />
    </div>
  );
}
