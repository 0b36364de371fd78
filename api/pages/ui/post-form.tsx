import type { ComponentChildren } from 'preact';
import { useCsrf } from './page-context.tsx';

interface PostFormProps {
  readonly action: string;
  /** Values carried along unseen. */
  readonly hidden?: Readonly<Record<string, string | number>>;
  /** With a file to upload. */
  readonly upload?: boolean;
  readonly children: ComponentChildren;
}

/**
 * A form that posts, with the token that proves it came from this app. The browser checks nothing before it is sent:
 * every mistake is told at once, in the reader's words. It may keep what was typed for going back: lines of words say for themselves that
 * they are not for whoever types there next.
 */
export function PostForm({ action, hidden = {}, upload, children }: PostFormProps) {
  return (
    <form method="post" action={action} noValidate {...(upload ? { enctype: 'multipart/form-data' } : {})}>
      <input type="hidden" name="_csrf" value={useCsrf()} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
