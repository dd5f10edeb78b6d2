/** In whose presence dice are rolled. */
export const WITNESSES = [
  { name: 'Nguyễn Văn Thắng', body: 'Ủy ban MTTQ Việt Nam tỉnh' },
  { name: 'Lường Thị Sâm', body: 'Người dân' },
  { name: 'Trần Văn Lực', body: 'Hội Cựu chiến binh' },
];
export const DICE = '47109 33826 50917 62840';
