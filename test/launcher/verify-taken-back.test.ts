import { afterAll, beforeAll, expect, it } from 'vitest';
import { notifyTakenBack } from '../../activities/notify-taken-back.ts';
import { createLogger } from '../../config/logger.ts';
import { namesIn } from '../../launcher/verify/names.ts';
import { tellReport } from '../../launcher/verify/tell.ts';
import { commandLog } from '../../store/command-log.ts';
import { commands } from '../../store/commands.ts';
import { mails } from '../../store/mails.ts';
import { notices } from '../../store/notices.ts';
import { PageVisitor } from '../support/page-visitor.ts';
import { newNonce, startVerifiedCounty, type VerifiedCounty } from '../support/verified-county.ts';

/** As many as somebody acknowledged after the instant to which the engine was put back. */
const MANY = 60;

let county: VerifiedCounty;
beforeAll(async () => {
  county = await startVerifiedCounty();
});
afterAll(() => county.system.stop());

/** Commands of landu that MongoDB has and its run does not, as after a restore of an older engine. */
async function addForgotten(): Promise<string[]> {
  const { store, landu } = county;
  const nonce = await county.submitSurvey(1, 100);
  const [row, command] = [await commandLog(store).findOne({ nonce }), await commands(store).findOne({ _id: nonce })];
  if (!row || !command) throw new Error('not recorded');
  const nonces = Array.from({ length: MANY }, newNonce);
  await commandLog(store).insertMany(
    nonces.map((one, index) => ({
      ...row,
      _id: `${landu}#${one}`,
      nonce: one,
      envelope: { ...(row.envelope as object), nonce: one, round: index + 2 },
    })),
  );
  await commands(store).insertMany(nonces.map((one, index) => ({ ...command, _id: one, round: index + 2 })));
  return nonces;
}

it('names every command that a repair takes back, tells whose it was, and keeps them on a page until they are entered again or waived', async () => {
  const { store, verify, system, campaign } = county;
  const nonces = await addForgotten();
  const report = await verify({ repair: true });
  expect(new Set(report.takenBack.map(({ nonce }) => nonce))).toEqual(new Set(nonces));
  expect(report.takenBack).toHaveLength(MANY);
  const said = tellReport(report, await namesIn(store, report.differences));
  expect(said).toContain(`收回了 ${MANY} 件`);
  expect(said).not.toContain('两个库一致');
  for (let round = 2; round < MANY + 2; round += 1) expect(said).toMatch(new RegExp(`澜渡镇.*“调查摸底”  第 ${round} 轮  报送`));
  const after = await verify();
  expect(after).toMatchObject({ differences: [], open: MANY });
  expect(tellReport(after, await namesIn(store, []))).not.toContain('两个库一致');

  const logger = createLogger({ level: 'silent', process: 'test' });
  const deps = { store, vouchers: system.engines.vouchers, publicUrl: system.url, mail: { from: 'test@localhost' }, logger };
  expect(await notifyTakenBack(deps)).toBe(MANY);
  expect(await notifyTakenBack(deps)).toBe(0);
  const clerk = await system.person('township-league', 'lanyu/landu');
  const staff = await system.person('county-league', 'lanyu');
  expect(await notices(store).countDocuments({ person: clerk._id, kind: 'command-taken-back' })).toBe(MANY);
  expect(await mails(store).countDocuments({ personId: clerk._id, subject: /请重新办理/ })).toBe(MANY);
  expect(await notices(store).countDocuments({ person: staff._id, kind: 'commands-taken-back' })).toBe(1);

  // The page is reached from the board; one is waived with a reason, one entered again.
  const visitor = new PageVisitor(system.url);
  const [name = '', value = ''] = (await system.signIn('county-league', 'lanyu')).split('=');
  visitor.cookies.set(name, value);
  const board = await visitor.get(`/campaigns/${campaign}`);
  expect(board.text).toContain(`还有 ${MANY} 件没有重新办理`);
  expect(board.text).toContain(`href="/campaigns/${campaign}/taken-back"`);
  const [first = '', second = '', third = ''] = nonces;
  const waive = `/campaigns/${campaign}/taken-back/${second}`;
  expect((await visitor.get(`/campaigns/${campaign}/taken-back`)).text).toContain(`href="${waive}"`);
  expect((await visitor.post(waive, { reason: '' })).status).toBe(422);
  expect((await visitor.post(waive, { reason: '已用纸质材料办结' })).status).toBe(303);
  await county.decideSurvey(1, 'return', '请补充。');
  const again = await county.submitSurvey(2, 110);
  const page = await visitor.get(`/campaigns/${campaign}/taken-back`);
  expect(page.text).toContain(`还有 ${MANY - 2} 件没有重新办理`);
  expect(page.text).toContain('已用纸质材料办结');
  expect(page.text).toContain(`href="/commands/${again}"`);

  const league = await system.as('county-league', 'lanyu');
  const listed = (await league.get(`/api/campaigns/${campaign}/taken-back`)).body.commands;
  expect(listed.find((command: { nonce: string }) => command.nonce === first)).toMatchObject({
    followUp: 'entered-again',
    enteredAgain: again,
    item: 'survey',
    round: 2,
  });
  const waiver = `/api/campaigns/${campaign}/taken-back/${third}/waiver`;
  const committee = await system.as('township-party-committee', 'lanyu/landu');
  expect((await committee.post(waiver, { reason: '不必' })).status).toBe(403);
  expect((await league.post(waiver, { reason: '不必' })).status).toBe(200);
  expect((await verify()).open).toBe(MANY - 3);
});
