/** Short and pet forms of given names, so that Bob is found under Robert. */

/**
 * Groups of names that one person may go by; a name may stand in several.
 * Written by hand from common knowledge: English, Dutch, German, French,
 * Spanish, Italian, Polish and Russian (transliterated) usage.
 */
const groups = [
  'abigail abby abbie gail', 'abraham abe abram bram', 'adelaide addie ada', 'adrian ad adri adriaan arie', 'agnes aggie nessie', 'albert al bert bertie albrecht', 'alexander alex al alec sandy xander sander sasha aleksandr alejandro alessandro lex sacha', 'alexandra alex sandra sandy sasha aleksandra alejandra alessandra', 'alfred al fred alf alfie', 'alice ally alicia ali', 'alison ali allie', 'amanda mandy', 'amelia amy millie mia', 'andrew andy drew andreas andre andrei andries andrzej andrea drees', 'angela angie ange', 'anna ann anne annie anita hannah anneke anouk ania anya nan nancy', 'anthony tony anton antoine antonio toon ton antonius antoni', 'antonia toni', 'archibald archie', 'arnold arnie nol arnoud', 'arthur art artie', 'augustus gus august',
  'barbara barb babs bobbie basia', 'bartholomew bart', 'beatrice bea trixie beatrix', 'benjamin ben benny benji', 'bernard bernie ben barney bernhard', 'bradley brad', 'bridget biddy bridie',
  'calvin cal', 'cameron cam', 'carolyn carol caroline carrie lynn caro lina', 'catherine katherine kate katie cathy kathy kat kitty kathleen katharine kay katrina catharina karin katarzyna kasia ekaterina katya trijntje kathryn katerina', 'cecilia cissy celia silke', 'charles charlie chuck carl karl chas chaz karel carlos carlo', 'charlotte lottie charlie lotte', 'christian chris kris', 'christina chris tina christine chrissy kristina kirsten stina krystyna', 'christopher chris kit topher christoph kris christoffel', 'clara clare claire', 'clement clem', 'clifford cliff', 'constance connie', 'cornelius cor kees cornelis neil nelis', 'cornelia corrie nel cora', 'cynthia cindy',
  'daniel dan danny daan daniil', 'danielle dani', 'david dave davy davey dawid', 'deborah debbie deb debra', 'dennis denny denis', 'diana di diane', 'dmitri dima mitya dmitry', 'dominic dom nick dominique dominik', 'donald don donny', 'dorothy dot dottie dolly dora thea dorothea', 'douglas doug',
  'edward ed eddie ned ted teddy eduard edouard eduardo edek', 'edmund ed eddie ned', 'edwin ed eddie win', 'eleanor ellie nell nora lena eleonora elinor', 'elizabeth liz lizzie beth betty bess eliza lisa elsie elisabeth betsy libby lise els liesbeth isabel elzbieta ela lies elise', 'emily em emmy millie emilie emilia', 'emma em emmy', 'eric rick erik', 'ernest ernie ernst', 'esther hetty essie', 'eugene gene eugen evgeny', 'evelyn eve evie', 'eva eve ewa',
  'florence flo flossie', 'frances fran fanny francie frankie franziska francesca francoise', 'francis frank fran franz francois frans francisco francesco franciscus', 'franklin frank', 'frederick fred freddie freddy frits friedrich frederik fritz federico', 'frederica freddie rica',
  'gabriel gabe', 'gabrielle gabby gabriela', 'geoffrey geoff jeff jeffrey', 'george georgie georg jorge joris giorgio jerzy yuri', 'gerald gerry jerry', 'gerard ger gerry gerrit geert gert gerhard', 'gertrude gertie trudy truus', 'gilbert gil bert', 'giovanni gianni vanni', 'giuseppe beppe peppe', 'gregory greg grigory grzegorz', 'guillermo memo', 'gwendolyn gwen wendy',
  'harold harry hal', 'harriet hattie harry', 'harrison harry', 'helen nell nellie helena lena ellen leni helene elena', 'henrietta hetty etta jet', 'henry harry hank hal hendrik henk heinrich henri hein rik enrique enrico', 'herbert herb bert', 'horatio horace', 'howard howie', 'hubert bert huub hugh', 'hugh hughie hugo',
  'ian iain', 'ignatius iggy ignacio nacho', 'irene rena', 'isaac ike zac', 'isabella bella izzy isabel isobel isabelle belle', 'ivan vanya',
  'jacob jake jack jaap jacobus jakob kobus koos jacques', 'jacqueline jackie jacqui', 'james jim jimmy jamie jem jay jaime diego', 'jane janie jenny jean janet joan', 'janet jan', 'jason jay', 'jean jeannie jeanne', 'jeffrey jeff', 'jennifer jen jenny jenna', 'jeremy jerry jeremiah jem', 'jerome jerry', 'jessica jess jessie', 'joanna jo joan joanne johanna hanna janna annie', 'john jack johnny jon johan johannes jan hans ian sean jean juan joao ivan giovanni johann jens hannes', 'jonathan jon john jonny nathan', 'joseph joe joey jos jozef josef jose giuseppe pepe sjef jef osip', 'josephine jo josie fifi', 'joshua josh', 'judith judy jude', 'julia jules julie juliet', 'julian jules', 'justin jus',
  'kenneth ken kenny', 'kimberly kim', 'kevin kev', 'konstantin kostya',
  'laura laurie lori', 'lawrence larry laurie laurence lorenzo laurens lars lorenz laurent', 'leonard len lenny leo leon leonardo', 'leopold leo poldi', 'leslie les', 'lewis lew louis lou ludwig lodewijk luis luigi', 'lillian lil lily lilian', 'linda lindy lin', 'louisa lou louise luisa', 'lucas luke luc lukas luca', 'lucy lucille lucinda lucie lucia', 'lydia liddy',
  'madeline maddie maddy madeleine', 'magdalena lena magda maddy', 'malcolm mal', 'manuel manny manolo', 'marcus mark marc marco marcel marek markus', 'margaret maggie meg peggy marge margie greta rita madge daisy margot marjorie margaretha greet griet gretchen margarita malgorzata marguerite', 'maria mary mia mieke maryse marie marietje ria masha miriam marija', 'marilyn mary lynn', 'martin marty maarten martijn marcin', 'martha marty mattie patty', 'mary molly polly may mae mamie maria marie', 'matilda tilly mattie maud mathilde', 'matthew matt matty mathew matthias mathieu thijs matteo mateo matthijs mats', 'maureen mo', 'maurice mo morris moritz maurits', 'maximilian max maxim', 'melanie mel', 'melissa mel missy lissa', 'michael mike mick mickey micky mikey michel miguel mikhail misha michiel micha', 'michelle shelly mich', 'mildred millie', 'mohammed mohamed muhammad mohammad mo mehmet muhammed', 'montgomery monty',
  'natalie nat natasha natalia', 'nathaniel nate nathan nat', 'nicholas nick nicky nico niek nicolas nicolaas klaus nikolai kolya nikolaus klaas claus mikolaj', 'nicole nicky nikki', 'norman norm',
  'oliver ollie olly olivier', 'olivia liv livvy ollie', 'oswald oz ozzie', 'otto otis',
  'pamela pam', 'patricia pat patty tricia trish patsy', 'patrick pat paddy rick patricio', 'paul pablo paolo paulus pol pavel pauli', 'paula polly pauline', 'penelope penny', 'peter pete piet pieter pierre pedro petrus piotr pyotr petr peer', 'philip phil pip flip philippe felipe filip phillip', 'phyllis phyl', 'priscilla cilla',
  'rachel rae rachael', 'raymond ray', 'rebecca becky becca bec', 'reginald reg reggie', 'richard rick ricky dick rich richie ricardo riccardo', 'robert bob bobby rob robbie bert roberto robby', 'roberta bobbie', 'roderick rod', 'rodney rod', 'roger rog rutger rogier', 'roland rollo', 'ronald ron ronnie', 'rosemary rose rosie', 'rose rosie rosa roos', 'rupert ru', 'russell russ',
  'samantha sam sammy', 'samuel sam sammy', 'sarah sally sadie sara', 'sebastian seb bastian bas sebastiaan', 'sergei seryozha sergey serge sergio', 'sharon shaz', 'sidney sid sydney', 'simon si simeon', 'sophia sophie sofie sofia sonya zofia', 'stanley stan', 'stephanie steph stefanie', 'stephen steve steven stevie stefan etienne esteban stephan szczepan', 'stuart stu stewart', 'susan sue susie suzy susanna suzanne susanne sanne', 'sylvester syl',
  'tamara tammy', 'tatiana tanya', 'terence terry terrence', 'theodore ted teddy theo theodorus theodor fyodor', 'theresa terry tess tessa teresa tracy therese', 'thomas tom tommy tomas thom tomasz', 'timothy tim timmy timo', 'tobias toby', 'tristan tris',
  'ursula ulla', 'valentine val', 'valerie val', 'vanessa nessa', 'veronica ronnie vera', 'victor vic viktor', 'victoria vicky tori vic vicki', 'vincent vince vin vincenzo', 'viola vi violet', 'virginia ginny ginger', 'vladimir volodya vova', 'vladislav vlad',
  'walter walt wally wouter', 'wilfred wilf fred', 'wilhelmina mina willie mien wil', 'william bill billy will willie liam wilhelm willem guillaume wim pim guglielmo', 'winifred winnie freda', 'winston win', 'yevgeny zhenya', 'yvonne vonnie', 'zachary zach zack', 'zoe zoey',
]

const groupsOf = new Map<string, number[]>()
for (const [index, group] of groups.entries()) {
  for (const name of group.split(' ')) {
    const known = groupsOf.get(name)
    if (known) known.push(index)
    else groupsOf.set(name, [index])
  }
}

/** Whether two folded given names are forms of one name. */
export function isNickname(a: string, b: string): boolean {
  const left = groupsOf.get(a)
  if (!left) return false
  const right = groupsOf.get(b)
  return right !== undefined && left.some((group) => right.includes(group))
}
