/** A survey 调查摸底 that passes. */
export const surveyDossier = {
  surveyedFrom: '2012-06-01',
  surveyedTo: '2012-06-08',
  youth: 100,
  inVillage: 40,
  townWork: 20,
  awaySeasonal: 30,
  school: 10,
  gathering: ['农贸市场'],
  communication: ['村广播'],
  exchange: ['集市日'],
  contact: ['村团支部'],
  coverageBefore: 31.5,
};
