/**
 * Raw material for made-up customers. People and businesses are invented; domains end in `.example`, which cannot be
 * registered.
 */
export interface Place {
  /** ISO 3166-1 alpha-3 */
  country: string;
  nationality: string;
  locale: string;
  city: string;
  state: string;
  street: string;
  postalCode: string;
  suffixes: readonly string[];
  firstNames: readonly string[];
  lastNames: readonly string[];
  companyWords: readonly string[];
  taxType: string;
}

export const PLACES: readonly Place[] = [
  {
    country: 'USA',
    nationality: 'USA',
    locale: 'en-US',
    city: 'Austin',
    state: 'TX',
    street: 'Congress Avenue',
    postalCode: '78701',
    taxType: 'EIN',
    suffixes: ['Inc.', 'LLC', 'Corp.'],
    firstNames: ['Avery', 'Jordan', 'Maya', 'Theo', 'Grace'],
    lastNames: ['Bennett', "O'Hara", 'Sullivan', 'Whitfield', 'Nakamura-Lee'],
    companyWords: ['Cedar Ridge', 'Northgate', 'Blue Heron', 'Lakeside', 'Summit Peak'],
  },
  {
    country: 'DEU',
    nationality: 'DEU',
    locale: 'en-US',
    city: 'München',
    state: 'BY',
    street: 'Sendlinger Straße',
    postalCode: '80331',
    taxType: 'USt-IdNr.',
    suffixes: ['GmbH', 'AG', 'UG (haftungsbeschränkt)'],
    firstNames: ['Jörg', 'Anneliese', 'Sören', 'Käthe', 'Max'],
    lastNames: ['Müller', 'Groß', 'von der Heide', 'Schäfer', 'Öztürk'],
    companyWords: ['Alpenwerk', 'Straßenlicht', 'Nordsee', 'Grünfeld', 'Möwe'],
  },
  {
    country: 'BRA',
    nationality: 'BRA',
    locale: 'pt-BR',
    city: 'São Paulo',
    state: 'SP',
    street: 'Avenida Paulista',
    postalCode: '01310-100',
    taxType: 'CNPJ',
    suffixes: ['Ltda.', 'S.A.'],
    firstNames: ['João', 'Conceição', 'Thaís', 'Luís', 'Beatriz'],
    lastNames: ['da Silva', 'Gonçalves', 'Araújo', 'Magalhães', 'Corrêa'],
    companyWords: ['Pão de Ouro', 'Sertão', 'Ipê Amarelo', 'Maré Alta', 'Coração Verde'],
  },
  {
    country: 'MEX',
    nationality: 'MEX',
    locale: 'es',
    city: 'Ciudad de México',
    state: 'CMX',
    street: 'Paseo de la Reforma',
    postalCode: '06600',
    taxType: 'RFC',
    suffixes: ['S.A. de C.V.', 'S. de R.L.'],
    firstNames: ['José', 'Ximena', 'Ángel', 'Begoña', 'Íñigo'],
    lastNames: ['Núñez', 'Ibáñez Peña', 'Hernández', 'Zúñiga', 'Muñoz'],
    companyWords: ['Águila Real', 'Maíz Azul', 'Niño Feliz', 'Volcán', 'Camino Viejo'],
  },
  {
    country: 'CHN',
    nationality: 'CHN',
    locale: 'zh-CN',
    city: '上海',
    state: '上海市',
    street: '南京西路',
    postalCode: '200041',
    taxType: 'USCC',
    suffixes: ['有限公司', '科技有限公司'],
    firstNames: ['玲', '伟', '秀英', '子涵', '建国'],
    lastNames: ['王', '欧阳', '李', '陈', '司马'],
    companyWords: ['东方明珠', '长江', '金龙', '云海', '和平'],
  },
  {
    country: 'JPN',
    nationality: 'JPN',
    locale: 'en-US',
    city: '大阪市',
    state: '大阪府',
    street: '北区梅田',
    postalCode: '530-0001',
    taxType: 'Corporate number',
    suffixes: ['株式会社', '合同会社'],
    firstNames: ['さくら', '健太', '美咲', '翔', 'ゆい'],
    lastNames: ['佐藤', '髙橋', '渡邊', '小林', '伊藤'],
    companyWords: ['アクメ', '富士山', '桜井', 'みなと', '北斗'],
  },
  {
    country: 'VNM',
    nationality: 'VNM',
    locale: 'en-US',
    city: 'Đà Nẵng',
    state: 'DN',
    street: 'Bạch Đằng',
    postalCode: '550000',
    taxType: 'MST',
    suffixes: ['JSC', 'Co., Ltd.'],
    firstNames: ['Thị Hồng', 'Văn Đức', 'Minh Châu', 'Quốc Bảo', 'Ánh'],
    lastNames: ['Nguyễn', 'Trần', 'Đặng', 'Phạm', 'Võ'],
    companyWords: ['Sông Hàn', 'Hoa Sen', 'Biển Xanh', 'Núi Đá', 'Tre Việt'],
  },
  {
    country: 'SAU',
    nationality: 'SAU',
    locale: 'en-US',
    city: 'الرياض',
    state: 'الرياض',
    street: 'طريق الملك فهد',
    postalCode: '11564',
    taxType: 'VAT',
    suffixes: ['LLC', 'شركة'],
    firstNames: ['محمد', 'فاطمة', 'خالد', 'نورة', 'عبدالله'],
    lastNames: ['العتيبي', 'القحطاني', 'الحربي', 'الدوسري', 'الشمري'],
    companyWords: ['النخيل', 'الواحة', 'البحر', 'الصقر', 'النور'],
  },
  {
    country: 'POL',
    nationality: 'POL',
    locale: 'en-US',
    city: 'Łódź',
    state: 'LD',
    street: 'Piotrkowska',
    postalCode: '90-001',
    taxType: 'NIP',
    suffixes: ['sp. z o.o.', 'S.A.'],
    firstNames: ['Łukasz', 'Żaneta', 'Michał', 'Świętosława', 'Ewa'],
    lastNames: ['Wiśniewski', 'Dąbrowska', 'Źrebiec', 'Kowalczyk', 'Gżegżółka'],
    companyWords: ['Żubr', 'Wisła', 'Słońce', 'Bursztyn', 'Dąb'],
  },
  {
    country: 'NGA',
    nationality: 'NGA',
    locale: 'en-US',
    city: 'Lagos',
    state: 'LA',
    street: 'Adeola Odeku Street',
    postalCode: '101241',
    taxType: 'TIN',
    suffixes: ['Limited', 'PLC'],
    firstNames: ['Chukwuemeka', 'Ngọzi', 'Ọlábísí', 'Amina', 'Tunde'],
    lastNames: ['Okonkwo', 'Adébáyọ̀', 'Eze', 'Abubakar', 'Ọládélé'],
    companyWords: ['Palm Grove', 'Lagoon', 'Sahel', 'Kola Nut', 'Harmattan'],
  },
];

export const TRADES: readonly { word: string; naics: string; description: string }[] = [
  { word: 'Trading', naics: '423990', description: 'Wholesale of durable goods' },
  { word: 'Foods', naics: '424490', description: 'Distribution of packaged foods' },
  { word: 'Software', naics: '541511', description: 'Custom software for small businesses' },
  { word: 'Logistics', naics: '488510', description: 'Freight forwarding and customs help' },
  { word: 'Design', naics: '541430', description: 'Graphic and product design' },
  { word: 'Energy', naics: '221114', description: 'Solar installations for warehouses' },
];

/** Shares of a hundred. The first customers of every seeding take one status each, so that even nine show all nine. */
export const STATUS_SHARES: readonly (readonly [string, number])[] = [
  ['INIT', 24],
  ['PENDING_REVIEW', 13],
  ['UNDER_REVIEW', 12],
  ['PENDING_RESPONSE', 12],
  ['ESCALATED', 3],
  ['PENDING_APPROVAL', 4],
  ['REJECTED', 6],
  ['APPROVED', 21],
  ['PROVISIONING', 5],
];

export const COMPANY_FLAGS: readonly (readonly [string, string])[] = [
  ['Document unreadable', 'The certificate of incorporation is cut off at the bottom; please upload a complete copy.'],
  [
    'Name mismatch',
    'The legal name differs from the name in the register; please correct it or send the change of name.',
  ],
  ['Address proof too old', 'The proof of address is older than three months; please upload a newer one.'],
];

export const PERSON_FLAGS: readonly (readonly [string, string])[] = [
  ['Document expired', 'The identity document has expired; please upload a valid one.'],
  ['Ownership incomplete', 'The shares of all owners do not add up; please check the percentage.'],
];
