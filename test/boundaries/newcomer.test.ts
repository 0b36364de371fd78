import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../../engines/project-folder.ts';

/** What newcomers are told: each file that the guides name is there, and each word of the glossary stands where they look for it. */

const GUIDES = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/testing.md', 'docs/first-ten-minutes.md', 'docs/rehearsal.md'];
const CHANGES = ['A stage', 'A dossier field', 'A role', 'A reminder rule', 'A page'];

const textOf = (file: string): string => readFileSync(path.join(projectFolder, file), 'utf8');

/** What stands between backticks. */
const quoted = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, words]) => words ?? []);

/** Folders and files of the project among what is quoted; commands and examples are none. */
const FOLDERS = 'activities|api|config|deploy|docs|domain|engines|examples|launcher|plans|rehearsal|store|test|worker|workflows|\\.ci';
const PATH = new RegExp(`^(?:${FOLDERS})/[\\w./-]*$`);
const pathsIn = (text: string): string[] => quoted(text).filter((words) => PATH.test(words));

const isThere = (file: string): boolean => existsSync(path.join(projectFolder, file));

/** The list items beneath a heading of the third level. */
function listUnder(heading: string, text: string): string[] {
  const [, section = ''] = text.split(`\n### ${heading}\n`);
  const [body = ''] = section.split(/\n#{2,3} /);
  return body.split('\n').filter((line) => line.startsWith('- '));
}

describe('the five changes of CONTRIBUTING.md', () => {
  it.each(CHANGES)('%s: a list of files that are all there', (heading) => {
    const list = listUnder(heading, textOf('CONTRIBUTING.md'));
    expect(list.length).toBeGreaterThan(5);
    // Each line begins with a file.
    expect(list.filter((line) => pathsIn(line).length === 0 || !line.startsWith('- `'))).toEqual([]);
    expect(list.flatMap(pathsIn).filter((file) => !isThere(file))).toEqual([]);
  });
});

describe.each(GUIDES)('%s', (guide) => {
  it('names no file or folder that is not there', () => {
    const text = textOf(guide);
    const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].flatMap(([, target]) => target ?? []);
    const local = links.filter((target) => !/^https?:/.test(target)).map((target) => path.join(path.dirname(guide), target));
    expect([...pathsIn(text), ...local].filter((file) => !isThere(file))).toEqual([]);
  });
});

describe('ARCHITECTURE.md', () => {
  const text = textOf('ARCHITECTURE.md');

  it('has a glossary whose types stand in the files it names', () => {
    const rows = (text.split('\n## Glossary\n')[1] ?? '')
      .split('\n')
      .filter((line) => /^\| [a-z]/.test(line) && !line.startsWith('| term'));
    expect(rows.length).toBeGreaterThan(20);
    const wrong = rows.filter((row) => {
      const [, , , types = '', file = ''] = row.split('|');
      const [source = ''] = quoted(file);
      const exported = (type: string) => new RegExp(`^export (?:async )?(?:class|const|function|interface|type) ${type}\\b`, 'm');
      return !isThere(source) || quoted(types).length === 0 || quoted(types).some((type) => !exported(type).test(textOf(source)));
    });
    expect(wrong).toEqual([]);
  });

  it('names functions and types that stand in the file beside them', () => {
    const pairs = [...text.matchAll(/`([A-Za-z]+)`(?: of `[A-Za-z]+`)? ?(?:in |\()`([^`]+\.tsx?)`/g)];
    expect(pairs.length).toBeGreaterThan(30);
    expect(pairs.filter(([, name = '', file = '']) => !new RegExp(`\\b${name}\\b`).test(textOf(file))).map(([all]) => all)).toEqual([]);
  });

  it('has every room of the domain and every layer of the api, in their order', () => {
    const rules = textOf('.dependency-cruiser.cjs');
    const [, rooms = ''] = /const ROOMS = \[([^\]]+)\]/.exec(rules) ?? [];
    const named = (folder: string) => [...text.matchAll(new RegExp(`^\\| \`${folder}/([a-z-]+)/\` \\|`, 'gm'))].map(([, name]) => name);
    expect(named('domain')).toEqual([...rooms.matchAll(/'([a-z-]+)'/g)].map(([, room]) => room));
    const [, layers = ''] = /const API = \[([\s\S]+?)\n\];/.exec(rules) ?? [];
    expect(named('api')).toEqual([...layers.matchAll(/^ {2}\[\s*'([a-z-]+)'/gm)].map(([, layer]) => layer));
  });
});
