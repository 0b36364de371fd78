/** A survey as a form posts it; all rules hold. */
export const surveyForm: Readonly<Record<string, string>> = {
  surveyedFrom: '2012-05-21',
  surveyedTo: '2012-05-31',
  youth: '1000',
  inVillage: '400',
  townWork: '200',
  awaySeasonal: '300',
  school: '100',
  gathering: '农贸市场',
  communication: '村广播',
  exchange: '集市日',
  contact: '村团支部',
  coverageBefore: '31.5',
};
