import { counted } from '../../domain/language/counted.ts';
import type { Bilingual } from '../../domain/language/problem.ts';
import type { ScanFile } from './virus-scan.ts';

export const MB = 1024 * 1024;

/** How large attachments may be and how many a dossier may have. */
export interface AttachmentLimits {
  /** Of one file, in bytes. */
  readonly maxBytes: number;
  readonly perDossier: number;
  /** Looks for malicious content; without it nobody does. */
  readonly scan?: ScanFile | undefined;
}

export const ATTACHMENT_LIMITS: AttachmentLimits = { maxBytes: 20 * MB, perDossier: 20 };

export type AttachmentRefusal = Bilingual & {
  readonly code: 'TOO_LARGE' | 'TOO_MANY' | 'WRONG_TYPE' | 'NAME_DIFFERS' | 'EMPTY' | 'NO_FILE' | 'INFECTED' | 'NOT_SCANNED';
};

/** Why a file is not kept, or not submitted. */
export const refusals = {
  tooLarge: ({ maxBytes }: AttachmentLimits): AttachmentRefusal => ({
    code: 'TOO_LARGE',
    zh: `文件太大：一个附件最多 ${maxBytes / MB} MB。可以压缩图片、降低扫描分辨率，或拆成几个文件。`,
    en: `The file is too large: an attachment may have ${maxBytes / MB} MB. Scan at a lower resolution, or split it.`,
  }),
  tooMany: ({ perDossier }: AttachmentLimits): AttachmentRefusal => ({
    code: 'TOO_MANY',
    zh: `一份材料最多 ${perDossier} 个附件，请先移除不需要的。`,
    en: `A dossier may have ${counted(perDossier, 'attachment')}; remove one first.`,
  }),
  wrongType: {
    code: 'WRONG_TYPE',
    zh: '只能上传 PDF、JPEG、PNG、docx、xlsx；按文件内容识别，改扩展名没有用。旧的 .doc、.xls 请另存为 .docx、.xlsx。',
    en: 'Only PDF, JPEG, PNG, docx and xlsx can be attached, by their content, whatever the name says. Save .doc and .xls as .docx and .xlsx.',
  } satisfies AttachmentRefusal,
  nameDiffers: (kind: string): AttachmentRefusal => ({
    code: 'NAME_DIFFERS',
    zh: `文件名与内容不符：内容是 ${kind}，请把扩展名改成 .${kind} 再上传。`,
    en: `The name does not fit the content, which is ${kind}: let it end with .${kind} and upload it again.`,
  }),
  infected: {
    code: 'INFECTED',
    zh: '这个文件带有病毒，没有保存。请在您的电脑上查杀病毒后重新制作文件。',
    en: 'This file holds a virus and was not kept. Clean your computer and make the file anew.',
  } satisfies AttachmentRefusal,
  notScanned: {
    code: 'NOT_SCANNED',
    zh: '现在不能检查文件是否带病毒，没有保存。请过几分钟再上传；一直这样请告诉系统管理员。',
    en: 'Files cannot be checked for viruses right now, so this one was not kept. Try again in a few minutes, or tell the administrator.',
  } satisfies AttachmentRefusal,
  empty: { code: 'EMPTY', zh: '文件是空的。', en: 'The file is empty.' } satisfies AttachmentRefusal,
};

/** What is said when the button was pressed and no file was chosen. */
export const NO_FILE: AttachmentRefusal = { code: 'NO_FILE', zh: '请先选择文件。', en: 'Choose a file first.' };
