export { deliverMail } from './deliver-mail.ts';
export { reorganizeCounty } from './reorganize-county.ts';
export { reorganizeTownship } from './reorganize-township.ts';
