// The colleagues and departments that can be asked, one of them to be chosen; those who can't take the chat, with why.
import { useId } from 'preact/hooks';
import { useDashboard } from '../dashboard-context.ts';
import { StatusSign } from '../status/status-sign.tsx';
import type { Asking } from './asking.ts';
import type { Taker } from './takers.ts';

export function TakerList({ asking }: { readonly asking: Asking }) {
  const name = useId();
  const found = asking.found.value;
  if (found.length === 0) return <p class="muted">Nobody is called like that.</p>;
  return (
    <fieldset class="takers">
      <legend class="only-heard">Colleagues and departments</legend>
      <ul>
        {found.map((taker) => (
          <Item key={taker.key} asking={asking} taker={taker} group={name} />
        ))}
      </ul>
    </fieldset>
  );
}

interface ItemProps {
  readonly asking: Asking;
  readonly taker: Taker;
  readonly group: string;
}

function Item({ asking, taker, group }: ItemProps) {
  const { handing } = useDashboard();
  const { key, name, status, about, cannot } = taker;
  const isChosen = asking.chosen.value === key && cannot === undefined;
  return (
    <li class="taker" data-chosen={isChosen}>
      <label>
        <input
          type="radio"
          name={group}
          checked={isChosen}
          disabled={cannot !== undefined}
          onChange={() => asking.choose(key)}
        />
        {status === undefined ? (
          <span class="hash muted" aria-hidden="true">
            #
          </span>
        ) : (
          <StatusSign status={status} />
        )}
        <span class="grow">
          <span class="clip block" title={name}>
            {status === undefined && <span class="only-heard">Department </span>}
            <bdi>{name}</bdi>
          </span>
          {cannot === undefined ? (
            <span class="muted clip block figures" title={about}>
              <bdi>{about}</bdi>
            </span>
          ) : (
            <span class="muted block">
              {cannot} · can’t {asking.kind === 'transfer' ? 'take it' : 'join'} now
            </span>
          )}
        </span>
      </label>
      {status !== undefined && (
        <button
          type="button"
          class="btn small quiet"
          aria-label={`Ask first: ${name}, in internal chat`}
          onClick={() => handing.askFirst(taker)}
        >
          Ask first
        </button>
      )}
    </li>
  );
}
