create table resumes (id integer primary key, headline text not null);
insert into resumes select n, 'Resume ' || n from generate_series(1, 400) n;
