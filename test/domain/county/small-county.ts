/** A county file of two townships that has no faults, fresh for every test. */
export function smallCounty() {
  return {
    county: {
      id: 'lanyu',
      name: '岚榆县',
      city: '望榆市',
      actors: { municipalLeague: '共青团望榆市委员会', countyLeague: '共青团岚榆县委员会', organizationDepartment: '中共岚榆县委组织部' },
    },
    units: [
      { id: 'landu', name: '澜渡镇', kind: '镇', body: 'COMMITTEE', x: 5 } as Record<string, unknown>,
      { id: 'gongye', name: '岚榆工业园区', kind: '区', body: 'WORKING_COMMITTEE', x: 11, seats: 15 } as Record<string, unknown>,
    ],
    people: [
      { name: '赵样甲', email: 'league@lanyu.example', role: 'county-league' },
      { name: '钱样乙', email: 'organization@lanyu.example', role: 'organization-department', lead: true },
      { name: '孙样丙', email: 'party@landu.example', role: 'township-party-committee', unit: 'landu' },
      { name: '李样丁', email: 'league@landu.example', role: 'township-league', unit: 'landu' },
      { name: '周样戊', email: 'party@gongye.example', role: 'township-party-committee', unit: 'gongye' },
      { name: '吴样己', email: 'League@Gongye.example', role: 'township-league', unit: 'gongye', telephone: '0000-0000001' },
    ] as Record<string, unknown>[],
  };
}
