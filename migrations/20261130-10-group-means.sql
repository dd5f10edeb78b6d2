-- A mean of a group says more of it than its share, and no attack reckoned with it: it neither leaves nor is kept.
-- What is published keeps its own text.
alter table group_figure drop column mean;
