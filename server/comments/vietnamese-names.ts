/** Words by which a name is recognised; all in lower case, with and without marks where both are written. */
const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Family names of some 99 % of the people, the Kinh's and those of the northern mountains. */
export const FAMILY_NAMES = words(
  'nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh mai đào lâm ' +
    'phùng tô tạ chu hà lương lưu quách vương cao la thái tăng văn kiều nông bế ma triệu bàn hứa lục lộc ' +
    'giàng sùng thào vàng lò lường quàng cà tòng cầm vì lù hầu cứ mùa và hạng ly cháng tẩn chảo phàn lèng ' +
    'nguyen tran pham hoang huynh phan dang bui ngo duong dinh doan trinh luong vuong trieu giang sung nong',
);
/** Second words of a full name, which also give away one that is written small. */
export const MIDDLE_NAMES = words(
  'văn thị đình đức hữu ngọc xuân quang minh thanh thu hồng kim bích phương mạnh công quốc trọng tuấn ' +
    'van thi dinh duc huu ngoc xuan quang',
);
/** After these words somebody is named. */
export const FORMS_OF_ADDRESS = words(
  'ông bà anh chị cô chú bác thầy cụ dì cậu thím mợ ong chi co chu bac em cháu',
);
/** What follows a form of address without being a name. */
export const NO_NAMES = words(
  'ấy ta này kia nào đó mình tôi em con ơi ạ cán bộ nhân viên công chức chuyên giao dịch tiếp lễ tân văn ' +
    'thư bảo vệ trực phụ trách làm nhận trả rất đã đang sẽ cũng thì là có không chưa bị được cho với và ' +
    'hay hoặc ở tại trong ngoài bên phòng quầy cửa một hai ba bốn những các mọi người nhà chồng vợ dân xã ' +
    'phường huyện tỉnh đều hướng dẫn nói bảo hỏi gọi đi đến về lên xuống ra vào nên phải muốn cần xin mời ' +
    'thân thương già trẻ lớn nhỏ nội ngoại dâu rể họ nó tư đồng chí ay nay kia can nhan cong khong rat ' +
    'vui thái tính nhiệt chủ bí lãnh đạo viên tiếp đón nhau mà để do vì khi lúc nữa luôn toàn từ như thế ' +
    'hết chỉ tiền quá lại',
);
/** Capitals that name nobody. */
export const OFFICES = words(
  'sở ủy ban nhân dân trung tâm phục vụ hành chính công nhà nước đảng bộ cục chi văn phòng phòng bưu điện ' +
    'internet zalo facebook google vneid dịch quốc gia cổng việt nam luật nghị định thông tư tết thứ chủ ' +
    'nhật hai ba tư năm sáu bảy nội vụ tài nguyên môi trường tư pháp công an kho bạc thuế mặt trận tổ quốc ' +
    'đoàn thanh niên hội đồng cảm ơn xin đề nghị tôi chúng',
);
/** A place is named after these. */
export const KINDS_OF_PLACE = words(
  'thôn xóm bản ấp buôn làng tổ khu phố đường ngõ ngách hẻm kiệt xã phường huyện quận tỉnh đặc thon xom ap',
);
/** “Văn bản”, “đường dây”, “tổ chức”: kinds of place in other words. */
export const NO_PLACES = words(
  'sao thân đồ chất gốc chính vẽ dây đi về dẫn lối chức tiếp công bộ khai hỏi phòng vực này kia đó có ' +
    'không nào quá dài xa cũ mới tôi mình em ta và của ở cho là đã đang nhưng nên thì một cấp viên hoặc ' +
    'hóa được trên dưới',
);
