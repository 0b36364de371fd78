import { type Mistake, mistakeAt } from '../ui/error-summary.tsx';
import { Notes } from '../ui/inputs.tsx';
import { useText } from '../ui/page-context.tsx';
import { bracketed, colon } from '../ui/signs.ts';
import { attachmentTexts } from './texts.ts';

/** A file beside a dossier. */
export interface AttachedFile {
  readonly id: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly href: string;
}

export interface AttachmentInputsView {
  readonly files: readonly AttachedFile[];
  /** Where the form posts to with a file. */
  readonly uploadAt: string;
  /** Largest file in MB, and most files. */
  readonly maxMb: number;
  readonly most: number;
  /** For the browser's file chooser: `.pdf,.docx`. */
  readonly accept: string;
}

/**
 * The files of a dossier inside its form. The button that uploads posts the whole form, so that nothing typed is lost;
 * this section stands last, so that everything typed has arrived before the file.
 */
export function AttachmentInputs({
  files,
  uploadAt,
  maxMb,
  most,
  accept,
  mistakes,
}: AttachmentInputsView & { readonly mistakes: readonly Mistake[] }) {
  const t = useText();
  const field = { name: 'file', hint: t(attachmentTexts.hint(maxMb, most)), mistake: mistakeAt(mistakes, 'file') };
  return (
    <section class={`rows${field.mistake ? ' wrong' : ''}`} id="attachments" tabIndex={-1}>
      <h2>{t(attachmentTexts.title)}</h2>
      <input type="hidden" name="attachments" value={files.map(({ id }) => id).join(' ')} />
      {files.length > 0 && (
        <ul class="list">
          {files.map((file) => (
            <li key={file.id}>
              <FileLink {...file} />
              <button
                class="link"
                type="submit"
                name="do"
                value={`detach:${file.id}`}
                formAction={`${uploadAt.replace(/attachments$/, 'submission')}#attachments`}
              >
                {t(attachmentTexts.remove)}
                <span class="hidden-text">{`${t(colon)}${file.name}`}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {files.length < most && (
        <div class={`field${field.mistake ? ' wrong' : ''}`}>
          <label for="file">{t(attachmentTexts.choose)}</label>
          <Notes {...field} />
          <input
            type="file"
            id="file"
            name="file"
            accept={accept}
            aria-describedby={`file-hint${field.mistake ? ' file-error' : ''}`}
            {...(field.mistake ? { 'aria-invalid': 'true' as const } : {})}
          />
          <button class="quiet" type="submit" formAction={uploadAt} formEncType="multipart/form-data">
            {t(attachmentTexts.upload)}
          </button>
        </div>
      )}
    </section>
  );
}

/** The files of a dossier on record. Nothing when there are none. */
export function AttachmentList({ files }: { readonly files: readonly AttachedFile[] }) {
  const t = useText();
  if (files.length === 0) return null;
  return (
    <section>
      <h3>
        {t(attachmentTexts.title)}
        <span class="grey">{t(bracketed(files.length))}</span>
      </h3>
      <ul class="list">
        {files.map((file) => (
          <li key={file.id}>
            <FileLink {...file} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function FileLink({ name, size, href }: AttachedFile) {
  const t = useText();
  return (
    <>
      <a class="target" href={href} download={name}>
        {name}
      </a>
      <span class="grey">{t(attachmentTexts.size(sizeText(size)))}</span>
    </>
  );
}

/** `812 KB`, `3.4 MB`; never 0. */
export function sizeText(bytes: number): string {
  const kb = bytes / 1024;
  return kb < 1000 ? `${Math.max(1, Math.round(kb))} KB` : `${(kb / 1024).toFixed(1)} MB`;
}
