// The conversation to take along: by email, on paper, or on the clipboard.
import { useRef, useState } from 'preact/hooks';
import { type EmailFault, emailFault } from '../../../lambdas/protocol/email-address.ts';
import { copied } from '../../ui/copied.ts';
import { conversationText } from '../conversation-text.ts';

import { askAfterwards } from '../after-chat.ts';
import { useTalk } from '../talk-widget.ts';
import { EmailField } from './email-field.tsx';

export function TakeAlong() {
  const { state, language, serviceName } = useTalk();
  const { texts } = language;
  const [isMailing, setMailing] = useState(false);
  const [news, setNews] = useState('');
  const opener = useRef<HTMLButtonElement>(null);
  const copy = async () => {
    const title = [state.service?.department.name, serviceName].filter(Boolean).join(' · ');
    const text = conversationText({ title, entries: state.entries, language });
    setNews((await copied(text)) ? texts.copied : texts.copyBlocked);
  };
  const finish = (said: string) => {
    setMailing(false);
    setNews(said);
    opener.current?.focus();
  };
  return (
    <section aria-label={texts.takeAlong}>
      <div class="row wrap">
        <button
          type="button"
          class="button small"
          ref={opener}
          aria-expanded={isMailing}
          onClick={() => {
            setNews('');
            setMailing(!isMailing);
          }}
        >
          {texts.mailChat}
        </button>
        <button type="button" class="button small" onClick={() => print()}>
          {texts.printChat}
        </button>
        <button type="button" class="button small" onClick={() => void copy()}>
          {texts.copyChat}
        </button>
      </div>
      {isMailing && <MailChat sent={finish} />}
      <output class="muted">{news}</output>
    </section>
  );
}

function MailChat({ sent }: { readonly sent: (news: string) => void }) {
  const { chat, language } = useTalk();
  const { texts } = language;
  const [email, setEmail] = useState('');
  const [fault, setFault] = useState<EmailFault | undefined>(undefined);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const send = async () => {
    const address = email.trim();
    const wrong = emailFault(address);
    setFault(wrong);
    if (wrong !== undefined) {
      field.current?.focus();
      return;
    }
    setSending(true);
    setProblem('');
    const answer = await askAfterwards(chat, {
      action: 'mailTranscript',
      email: address,
      language: language.tag,
    });
    setSending(false);
    if (answer === 'done') sent(texts.mailSent(address));
    else setProblem(answer === 'tooMany' ? texts.mailTooOften : texts.afterFailed);
  };
  return (
    <form
      noValidate
      class="mail"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSending) void send();
      }}
    >
      <EmailField
        id="transcript-email"
        field={field}
        value={email}
        fault={fault}
        write={(text) => {
          setEmail(text);
          setFault(undefined);
        }}
      />
      {problem !== '' && (
        <p class="wrong" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" class="button" disabled={isSending}>
        {isSending ? texts.sending : texts.send}
      </button>
    </form>
  );
}
