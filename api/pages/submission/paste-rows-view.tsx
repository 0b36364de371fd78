import { attachmentTexts } from '../attachments/texts.ts';
import type { Mistake } from '../ui/error-summary.tsx';
import { described } from '../ui/inputs.tsx';
import { useText } from '../ui/page-context.tsx';

interface PasteRowsProps {
  /** The table's name, and what it is called. */
  readonly name: string;
  readonly label: string;
  /** Where the form posts to, and below which address files of rows go. */
  readonly action: string;
  readonly rowsAt: string;
  /** Rows that were pasted before and had problems. */
  readonly left: string | undefined;
  readonly mistakes: readonly Mistake[];
}

/** The input for rows of a table that come from a spreadsheet; its mistakes name it. */
export function pasteInput(table: string): string {
  return `paste-${table}`;
}

/** Ways into a table for people who have their rows in a spreadsheet; folded away for the others. */
export function PasteRows({ name, label, action, rowsAt, left, mistakes }: PasteRowsProps) {
  const t = useText();
  const input = pasteInput(name);
  const wrong = mistakes.filter(({ field }) => field === input);
  const field = { name: input, hint: t(attachmentTexts.pasteHint), mistake: wrong[0]?.text };
  return (
    <details class="paste" open={wrong.length > 0 || Boolean(left)}>
      <summary class="target">{t(attachmentTexts.paste(label))}</summary>
      <div class={`field${wrong.length > 0 ? ' wrong' : ''}`}>
        <label for={input}>{t(attachmentTexts.pasteLabel)}</label>
        <p class="hint" id={`${input}-hint`}>
          {field.hint}
        </p>
        {wrong.length > 0 && (
          <ul class="message" id={`${input}-error`}>
            {wrong.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
        <textarea id={input} name={input} rows={4} wrap="off" {...described(field)}>
          {left ?? ''}
        </textarea>
        <button class="quiet" type="submit" name="do" value={`paste:${name}`} formAction={`${action}#${name}`}>
          {t(attachmentTexts.pasteNow)}
        </button>
      </div>
      <div class="field">
        <label for={`rows-${name}`}>{t(attachmentTexts.rowsFile)}</label>
        <input type="file" id={`rows-${name}`} name={`rows-${name}`} accept=".xlsx,.csv,.txt" />
        <button class="quiet" type="submit" formAction={`${rowsAt}/${name}#${name}`} formEncType="multipart/form-data">
          {t(attachmentTexts.rowsUpload)}
        </button>
      </div>
      <p>
        <a class="target" href={`${rowsAt}/${name}/template.xlsx`} download>
          {t(attachmentTexts.template)}
        </a>
      </p>
    </details>
  );
}
