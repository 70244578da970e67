/** Names: given names as they are common, family names put together so that they belong to nobody. */
import type { Random } from '../random.ts'
import type { Language } from './places.ts'

const given: Record<Language, readonly string[]> = {
  nl: 'Lotte,Wout,Emma,Jef,Fien,Bram,Nele,Sander,Femke,Pieter,Roos,Tijs,Hanne,Koen,Ilse,Joris,Marleen,Stijn,Griet,Daan,Saar,Lieven,Karin,Ruben,Els,Matthias,Anke,Bart,Jolien,Geert,Yasmina,Youssef,Sofie,Wim,Tine,Dirk,Noor,Maarten,An,Ward'.split(','),
  fr: 'Camille,Julien,Élodie,Mathieu,Léa,Antoine,Manon,Thibault,Chloé,Nicolas,Aurélie,Romain,Sarah,Guillaume,Inès,Quentin,Margaux,François,Hélène,Baptiste,Amélie,Karim,Nadia,Olivier,Sophie,Rémi,Pauline,Benoît,Clémence,Yann'.split(','),
  de: 'Anna,Jonas,Lena,Felix,Katharina,Lukas,Miriam,Tobias,Hannah,Sebastian,Julia,Matthias,Franziska,Jan,Sabine,Moritz,Greta,Stefan,Ute,Björn,Aylin,Mehmet,Carla,Florian,Heike,Timo,Jana,Niklas,Svenja,Holger'.split(','),
  en: 'Alice,Tom,Hannah,James,Priya,Daniel,Rosie,Callum,Grace,Owen,Megan,Rahul,Ellie,Marcus,Siobhan,Aidan,Naomi,Gareth,Chloe,Ben,Imogen,Dev,Ruth,Simon,Kezia,Patrick,Tamsin,Joel,Maya,Andrew,Fiona,Lewis,Beth,Howard,Zoe,Nathan,Claire,Hugh,Amara,Pete'.split(','),
  es: 'Lucía,Pablo,Marta,Javier,Carmen,Diego,Laura,Andrés,Elena,Sergio,Nuria,Álvaro,Rocío,Iker,Ainhoa,Jorge,Paula,Hugo,Inés,Raúl'.split(','),
}

/** Heads and tails of family names; the combinations are invented. */
const family: Record<Language, readonly [prefixes: readonly string[], heads: readonly string[], tails: readonly string[]]> = {
  nl: [['', '', '', 'Van ', 'De ', 'Van de ', 'Ver'], 'Zand,Loos,Kreek,Duin,Hage,Wulp,Strand,Meers,Brem,Slik,Polder,Kalk,Nacht,Regen,Vlas,Stern,Biezen,Kluit,Tij,Hoef'.split(','), 'veld,beke,hoven,mans,waert,dijkers,brugge,kens,laers,poorter,zele,stael,winne,rode,voorts,gaard'.split(',')],
  fr: [['', '', '', 'De ', 'Le '], 'Mar,Bel,Cour,Val,Ros,Fon,Gran,Mont,Cham,Ver,Lau,Bri,Per,Gar,Del,Saul,Tour,Noir,Haut,Clai'.split(','), 'vaux,rieux,tenoy,mecourt,dinal,grenet,lambert,bières,quenon,sanceau,villois,dreux,mencey,rault,tignies,feuillet'.split(',')],
  de: [['', '', '', ''], 'Stein,Wald,Kessel,Brink,Hasel,Lind,Roden,Birken,Kiefer,Moor,Sommer,Winter,Eber,Falken,Grün,Heide,Krähen,Osten,Regen,Silber'.split(','), 'felder,hauser,mann,brandt,bacher,holzer,rath,kötter,meister,wieser,hagen,dorfer,büscher,becker,siek,loher'.split(',')],
  en: [['', '', '', ''], 'Brack,Thorn,Ash,Hollin,Wether,Pem,Stan,Calder,Fen,Marl,Hart,Ridd,Wool,Gran,Elms,Cobb,Pen,Tarn,Quill,Heath'.split(','), 'hurst,ley,combe,wick,bourne,stead,worth,gate,mere,field,thorpe,ridge,low,brook,sby,more'.split(',')],
  es: [['', '', '', 'De '], 'Val,Mon,Cas,Ber,Riba,Sal,Tor,Al,Quin,Lla,Oli,Mar,Pe,Gar,Zal,Ur'.split(','), 'dorrio,tejada,querana,longar,menza,rubiales,taldea,novero,dueñas,cantera,salvez,garaya'.split(',')],
}

export interface FullName {
  readonly given: string
  readonly family: string
}

/** A name as people of this language bear it; given names of other languages turn up too. */
export function drawName(r: Random, language: Language): FullName {
  const from = r.chance(0.07) ? r.pick(['nl', 'fr', 'de', 'en', 'es'] as const) : language
  // Given names are far from equally common.
  const list = given[from]
  const [prefixes, heads, tails] = family[language]
  const prefix = r.pick(prefixes)
  const base = r.pick(heads) + r.pick(tails)
  return { given: list[r.zipf(list.length, 0.6)] ?? 'Robin', family: prefix.endsWith(' ') || prefix === '' ? prefix + base : prefix + base.toLowerCase() }
}

/** Words from which people make handles, by what they care for. */
const nickHeads = 'tide,salt,belt,rain,wind,north,slow,loose,wad,ketting,duin,regen,tegen,pluis,spaak,mist,zand,velo,pluie,brume,sel,pave,nebel,moos,kiesel,fahr,ritzel,wolke,bruma,rueda,viento,sal,moss,fen,hill,night,tea,pixel,crumb,lint,copper,paper,quiet,rusty,spare,second,half,plain,odd,mild'.split(',')
const nickTails = 'blue,spokes,wheel,loper,loos,wind,gear,lane,pad,rijder,trapper,vogel,roue,pente,douce,rad,weg,licht,kurbel,lenta,libre,bird,biscuit,mug,badger,otter,heron,fox,notes,post,box,yard,shed,hour,mile,ridge,drift,stitch,radio,garden,kettle,desk,bench,porch,lamp'.split(',')

/** A handle that says nothing of the name: `salt.spokes`, `wadloper`, `rustykettle84`. */
export function drawNick(r: Random): readonly [string, string] {
  return [r.pick(nickHeads), r.pick(nickTails)]
}

const plained = new Map<string, string>()

/** Letters and digits only, without diacritics: what a handle may hold. Names repeat, so what was found is kept. */
export function plain(text: string): string {
  let known = plained.get(text)
  if (known === undefined) plained.set(text, known = text.normalize('NFD').replace(/[^A-Za-z0-9]/g, '').toLowerCase())
  return known
}
