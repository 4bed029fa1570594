// What the help says of each step of a chat, and what is to be seen on its picture.
import type { StepId } from './step-ids.ts';

export interface HelpStep {
  readonly heading: string;
  /** Two or three sentences. */
  readonly text: string;
  /** What the patron reads of it, where that is worth knowing. */
  readonly patron?: string;
  /** Shortcuts that do it, by the names that they have in the registry. */
  readonly shortcuts: readonly string[];
  /** What is to be seen on the picture. */
  readonly alt: string;
}

export const STEPS: Readonly<Record<StepId, HelpStep>> = {
  claim: {
    heading: 'Claim a chat',
    text:
      'New chats stand under Waiting at the left, with their question and how long they have waited. ' +
      'One that is offered to you says so, with the seconds that you have; then it is for everybody. ' +
      'You may claim any waiting chat at any time, and read the whole question first by opening it.',
    patron: 'They are in line until you claim; then they read your name.',
    shortcuts: ['claimOldest', 'list'],
    alt: 'The list of chats: two chats are waiting, one marked “For you” with seconds to go and a Claim button, the other offered to a colleague; below them the operator’s own chat.',
  },
  answer: {
    heading: 'Answer',
    text:
      'Write at the bottom and send with Enter; Shift and Enter begin a new line. ' +
      'Type / and a few letters to find a canned message, which you can change before you send it. ' +
      'What you haven’t sent is kept for each chat, so you can go to and fro between several.',
    patron: 'They read that you are writing, and your message at once. A lost line loses nothing.',
    shortcuts: ['composer', 'canned', 'nextChat', 'previousChat'],
    alt: 'A chat with Rosa M.: an answer by Dana, Rosa’s next question, and the field at the bottom with a sentence that is not sent yet.',
  },
  colleagues: {
    heading: 'Ask a colleague',
    text:
      'At the bottom left are your colleagues, the departments and everybody. ' +
      'A click on a name opens the conversation beside the patron’s chat, and the chat goes on meanwhile. ' +
      'It works with people who are away, too: they read it when they are back.',
    patron: 'They see nothing of it.',
    shortcuts: ['rooms', 'unreadRoom'],
    alt: 'A private conversation with Ken Ito beside the patron’s chat: Dana asks where a filter is, and Ken answers.',
  },
  note: {
    heading: 'Note something for staff',
    text:
      'Switch the field from Message to Note: a note stands in the chat itself, in a colour of its own. ' +
      'Everybody who answers the chat reads it, now and in the transcript. ' +
      'The field stays at Note until you switch back.',
    patron: 'They never get a note.',
    shortcuts: ['note'],
    alt: 'The chat with a line marked “Note · only staff”, and below it the field, switched to Note and in the same colour.',
  },
  transfer: {
    heading: 'Hand a chat over',
    text:
      'Transfer asks a colleague or a department to take the chat, with a note that says what it is about. ' +
      'Until somebody accepts, the chat is yours and you go on talking; when nobody does, you read why. ' +
      'Invite asks a colleague to join while the chat stays yours.',
    patron: 'They read who takes over and who leaves, or are asked first where your department wants that.',
    shortcuts: ['transfer', 'invite', 'leave'],
    alt: 'The dialog “Transfer the chat with Rosa M.”: a search field, colleagues and departments with their chats now, and a note.',
  },
  asked: {
    heading: 'When a colleague asks you',
    text:
      'A card above the list says who asks, with their note and the seconds that are left. ' +
      'Read the whole chat first if you like. ' +
      'Accept, and it is yours; decline, with a reason if you have one, and it stays with your colleague.',
    shortcuts: ['accept', 'decline'],
    alt: 'A card above the list of chats: Dana asks Ken to take a chat, her note, the patron’s question, the seconds left, and the buttons Accept and Decline.',
  },
  away: {
    heading: 'Step away',
    text:
      'Choose your status at the top. ' +
      'While you are away no chat is offered to you, and those that were move on; your open chats stay with you. ' +
      'Say for how long, and your colleagues see when you are back.',
    patron:
      'When nobody else is available, they are told so and may leave their question for an answer by email.',
    shortcuts: ['away'],
    alt: 'The status menu, open: Available and Away, each with a sentence on what it means, and the choice of how long to be away.',
  },
  end: {
    heading: 'End a chat',
    text:
      'End the chat when the patron has what they need; you are asked once more. ' +
      'If the answer takes longer, turn the chat into a follow-up instead, and it is answered by email. ' +
      'The transcript is under Transcripts afterwards.',
    patron: 'They read that the chat has ended, and can have the transcript by mail and rate the chat.',
    shortcuts: ['endChat', 'followUp'],
    alt: 'The question “End the chat with Rosa M.?” with the buttons Go on talking and End chat.',
  },
};
