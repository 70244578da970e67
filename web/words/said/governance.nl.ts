/** Eigen rollen en het spoor van wie wat deed. */
import type { Catalogue } from '../said-template.ts'

export const governance: Catalogue = {
  'The cursor is not one of this list. Ask for the first page without one.': 'De plaatsaanduiding hoort niet bij deze lijst. Vraag de eerste pagina zonder.',
  'Seal {n:number} is missing.': 'Zegel {n} ontbreekt.',
  'The block has {n:number} rows; {m:number} were sealed.': 'Het blok heeft {n} regels; er werden er {m} verzegeld.',
  'A row is dated long before the block before it was sealed: it was put in later.': 'Een regel dateert van lang voor het vorige blok werd verzegeld: ze werd later toegevoegd.',
  'A row was changed, put in, or put in another order after it was sealed.': 'Een regel werd na het verzegelen gewijzigd, toegevoegd of verplaatst.',
  'This could not be put on record just now, so it was not done. Try it again in a moment.': 'Dit kon nu niet worden vastgelegd en is daarom niet gedaan. Probeer het straks opnieuw.',
  'Nobody gives more than they have, and you do not have "{what}" yourself. Ask somebody who does.': 'Niemand geeft meer dan wat die heeft, en jij hebt “{what}” zelf niet. Vraag het aan iemand die het wel heeft.',
  'A role within "{base}" cannot have the permission "{lacking}". Leave it out, or choose a higher base.': 'Een rol binnen “{base}” kan het recht “{lacking}” niet hebben. Laat het weg, of kies een hogere basis.',
  'There is a role named "{name}" already. Give this one another name.': 'Er is al een rol met de naam “{name}”. Geef deze een andere naam.',
  'There are {n:number} roles, the most that are kept. Remove one that nobody has.': 'Er zijn {n} rollen, meer worden er niet bewaard. Verwijder er een die niemand heeft.',
  'This is your own role, and nobody changes what they may themselves. Ask somebody else who manages members.': 'Dit is je eigen rol, en niemand wijzigt wat die zelf mag. Vraag het aan iemand anders die leden beheert.',
  'A member has the role "{name}". Give them another one first.': 'Een lid heeft de rol “{name}”. Geef dat lid eerst een andere.',
  '{n:number} members have the role "{name}". Give them another one first.': '{n} leden hebben de rol “{name}”. Geef hun eerst een andere.',
}
