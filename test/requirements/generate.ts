import { writeFileSync } from 'node:fs';
import { requirementsDocument } from './document.ts';
import { readSections } from './requirements-file.ts';

/** `npm run requirements`: writes docs/requirements.md from docs/requirements/requirements.yaml. */
const target = new URL('../../docs/requirements.md', import.meta.url);
writeFileSync(target, requirementsDocument(readSections()));
console.log('docs/requirements.md');
