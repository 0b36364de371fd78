import { tasksTexts } from '../tasks/texts.ts';
import { momentText } from '../ui/dates.ts';
import { useLanguage, useText } from '../ui/page-context.tsx';
import { Pager } from '../ui/pager.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { colon, marked } from '../ui/signs.ts';

export interface NoticeLine {
  readonly id: string;
  /** In the reader's language. */
  readonly subject: string;
  readonly text: string;
  readonly at: number;
  readonly read: boolean;
  /** What marks a rehearsal or a record of the past, in the reader's language. */
  readonly mark: string | undefined;
}

export interface InboxView {
  readonly notices: readonly NoticeLine[];
  readonly page: number;
  readonly more: boolean;
}

export function InboxPage({ notices, page, more }: InboxView) {
  const t = useText();
  const unread = notices.filter((notice) => !notice.read);
  return (
    <>
      <h1>{t(tasksTexts.inbox)}</h1>
      {notices.length === 0 && <p class="lead">{t(tasksTexts.inboxEmpty)}</p>}
      {unread.length > 1 && (
        <PostForm action="/inbox/read" hidden={{ page }}>
          {unread.map(({ id }) => (
            <input key={id} type="hidden" name="id" value={id} />
          ))}
          <div class="actions">
            <button class="quiet" type="submit">
              {t(tasksTexts.markAllRead)}
            </button>
          </div>
        </PostForm>
      )}
      <ul class="plain">
        {notices.map((notice) => (
          <li key={notice.id} class={`notice${notice.read ? '' : ' unread'}`}>
            <Notice {...notice} page={page} />
          </li>
        ))}
      </ul>
      <Pager path="/inbox" page={page} more={more} />
    </>
  );
}

function Notice({ id, subject, text, at, read, mark, page }: NoticeLine & { readonly page: number }) {
  const t = useText();
  const language = useLanguage();
  return (
    <>
      <h2>
        {!read && <span class="tag overdue">{t(tasksTexts.unreadMark)}</span>}
        {t(marked(mark))}
        {subject}
      </h2>
      <p class="lines">{text}</p>
      <p class="grey">{momentText(at, language)}</p>
      <div class="actions">
        <PostForm action="/inbox/open" hidden={{ id }}>
          <button class="quiet" type="submit">
            {t(tasksTexts.open)}
            <span class="hidden-text">{`${t(colon)}${subject}`}</span>
          </button>
        </PostForm>
        {!read && (
          <PostForm action="/inbox/read" hidden={{ id, page }}>
            <button class="link" type="submit">
              {t(tasksTexts.markRead)}
              <span class="hidden-text">{`${t(colon)}${subject}`}</span>
            </button>
          </PostForm>
        )}
      </div>
    </>
  );
}
