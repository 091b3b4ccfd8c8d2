/**
 * Words that stand at the top of every list of leaked passwords, in the languages of our users. The
 * rules strip digits, signs and look-alike letters first and try the words in a row, so that each of
 * these stands for hundreds of spellings (`Haslo123!`, `p4ssw0rd`, `PolskaPolska1`).
 */
export const commonWords: ReadonlySet<string> = new Set(
  `
  password passwort passwd pass haslo mojehaslo jelszo jelszavam titok titkos tajne secret sekret
  admin administrator root user guest test tester demo login logowanie belepes welcome witaj witam
  udvozlom hello hallo czesc szia hej start changeme zmienmnie letmein master superuser support
  polska polski warszawa krakow gdansk poznan wroclaw lodz katowice szczecin lublin bialystok
  magyar magyarorszag hungary budapest debrecen szeged pecs gyor miskolc poland europa europe
  iloveyou kocham kochamcie kochanie milosc szeretlek szerelem szerelmem love lover sweet angel
  aniol aniolek angyal angyalka skarb skarbie kotek kicsim cica macska kutya piesek princess
  hercegno krolewna ksiezniczka monkey majom dragon sarkany smok shadow sunshine slonce napsugar
  napocska flower kwiatek virag butterfly motyl lepke tiger tygrys tigris lion lew football
  futball pilka focis legia wisla lech gornik ferencvaros fradi ujpest honved kispest baseball
  hockey soccer superman batman spiderman pokemon starwars matrix ninja samsung nokia apple iphone
  google facebook internet computer komputer szamitogep windows linux server office mercedes ferrari
  porsche bmw audi opel fiat polonez trabant suzuki yamaha money penz pieniadze bogaty freedom
  wolnosc szabadsag jesus jezus jezusek maria matka mama mamus anya anyu apa apuka tata tatus babcia
  dziadek nagymama baby dziecko gyerek family rodzina csalad friend przyjaciel barat michal marcin
  mateusz bartek kamil lukasz tomek tomasz pawel piotr piotrek krzysztof andrzej adam adrian damian
  daniel dawid kacper kuba jakub karol karolina kasia katarzyna ania anna agnieszka aga asia joanna
  magda magdalena monika natalia ola aleksandra paulina patrycja ewa ewelina dominika justyna marta
  sylwia weronika wiktoria zuzia zuzanna laszlo istvan ferenc zoltan gabor peter zsolt tamas attila
  balazs krisztian janos jozsef andras norbert robert roland david mark viktor sandor eszter kati
  katalin erika eva ildiko judit julia krisztina monika nikolett orsolya reka szilvia timea vivien
  zsofia zsuzsa doctor doktor lekarz orvos nurse pielegniarka nover apolo przychodnia rendelo
  szpital korhaz hospital klinika clinic medycyna medicina zdrowie egeszseg health pacjent beteg
  patient apteka gyogyszertar lato nyar summer zima tel winter wiosna tavasz spring jesien osz autumn
  styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien
  trustno whatever michael charlie jordan hunter ashley bailey cheese killer nicole jessica pepper
  ginger harley ranger buster george andrew thomas access thunder cookie mustang maggie amanda
  jennifer joshua matthew william jackson hannah justin taylor austin sophie liverpool chelsea
  arsenal barcelona barca realmadrid juventus milan minecraft fortnite banana banan chocolate
  czekolada csokolade purple orange yellow silver golden diamond crystal snoopy forever friends
  blessed hunting fishing camaro corvette yamaha guitar gitara music muzyka zene player gamer winner
  zwyciezca gyoztes warrior wojownik harcos wizard magic merlin gandalf hobbit vader joker naruto
  januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december
  `
    .trim()
    .split(/\s+/),
);

/** Rows of keyboards and alphabets: walking along them is no password. */
export const walks: readonly string[] = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'qwertzuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'qazwsxedcrfvtgbyhnujmikolp',
  'qawsedrftgyhujikolp',
  '1qazxsw23edcvfr45tgbnhy67ujm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'zaq12wsxcde34rfvbgt56yhnmju78',
];
