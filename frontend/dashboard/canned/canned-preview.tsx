// How a canned message reads once it is taken, with a patron to try it on.
import { useDashboard } from '../dashboard-context.ts';
import { fillIn, unfilledIn, valuesFor } from './canned-filling.ts';

export function CannedPreview({
  text,
  whose,
}: {
  readonly text: string;
  readonly whose: string | undefined;
}) {
  const { session } = useDashboard();
  const me = session.me.value;
  const id = whose ?? me?.departmentIds[0];
  const department = session.departments.value.find((each) => each.id === id);
  const values = valuesFor({ patronName: 'Rosa', operator: me, department });
  const unfilled = unfilledIn(text, values);
  return (
    <div class="canned-preview">
      <p class="label">To a patron called Rosa</p>
      <p class="said bubble">{text.trim() === '' ? '…' : fillIn(text, values)}</p>
      {unfilled !== undefined && (
        <p class="muted">
          {unfilled.variable === 'hours'
            ? `${department?.name ?? 'The department'} has no opening hours in the settings, so {hours} stays as it is until you replace it.`
            : `Nothing is known for {${unfilled.variable}} here.`}
        </p>
      )}
    </div>
  );
}
