-- When somebody answers the hotline: people of the rounds that are open have read these hours.
alter table campaign add column hotline_hours text not null default 'từ 8 đến 11 giờ và từ 14 đến 16 giờ, thứ Hai đến thứ Sáu';
comment on column campaign.hotline_hours is 'The hours of the hotline as citizens read them; empty where the round names none.';
