import type { Store } from '../store/database.ts';
import { awaitsFirstAdministrator } from '../store/first-administrator.ts';
import { people } from '../store/people.ts';

/** Who administers, a line each, by unit and address: the addresses for which `npm run admin -- link` makes a link. */
export async function administratorLines(store: Store): Promise<string[]> {
  const rows = await people(store).find({ role: 'administrator' }).sort({ unit: 1, email: 1 }).toArray();
  const lines = rows.map(({ email, name, unit, active }) => {
    const where = unit === '*' ? '全部县 / all counties' : unit;
    return `${email}  ${name}  ${where}${active ? '' : '  已停用 / not active'}`;
  });
  if (!(await awaitsFirstAdministrator(store))) return lines;
  return [
    ...lines,
    '还没有管理员登录过：npm run admin -- link 您的邮箱，即成为首位管理员 / no administrator has signed in yet: make a link for your own address',
  ];
}
