-- Which questionnaire's criteria an earlier table was matched to.
-- Until now there was one version, so what is there was matched to it.
alter table earlier_table add column questionnaire_version text not null default 'sipas-2023-2026'
  check (char_length(questionnaire_version) between 1 and 200);
alter table earlier_table alter column questionnaire_version drop default;
