export type NoticeParams = Readonly<Record<string, string | number>>;

/** What a notice's sentence is made of. */
export interface Words {
  readonly place: string;
  readonly item: string;
  readonly body: string;
  readonly p: NoticeParams;
}

export type Sentence = (words: Words) => string;
