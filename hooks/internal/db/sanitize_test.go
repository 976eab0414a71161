package db

import "testing"

func TestAnalyse(t *testing.T) {
	mysql, pg := DialectOf("mysql"), DialectOf("postgresql")
	for _, c := range []struct {
		dialect                        Dialect
		in, text, summary, op, collect string
	}{
		{mysql, "SELECT * FROM users WHERE name = 'bob' AND age > 21", "SELECT * FROM users WHERE name = ? AND age > ?", "SELECT users", "SELECT", "users"},
		{mysql, `select a from t where b = "it's \" x" -- secret`, `select a from t where b = ?`, "SELECT t", "SELECT", "t"},
		{mysql, "SELECT `id` FROM `app`.`users` # why 42", "SELECT `id` FROM `app`.`users`", "SELECT app.users", "SELECT", "app.users"},
		{pg, `SELECT "id", E'a\'b', $$x$$, $tag$ $1 $tag$ FROM "public"."users" WHERE id = $1 AND x = -1.5e-3`, `SELECT "id", ?, ?, ? FROM "public"."users" WHERE id = $1 AND x = -?`, "SELECT public.users", "SELECT", "public.users"},
		{pg, "SELECT a::text FROM t1 /* traceparent='x' /* nested */ */ WHERE b='\\'", "SELECT a::text FROM t1  WHERE b=?", "SELECT t1", "SELECT", "t1"},
		{pg, "INSERT INTO orders (a, b) VALUES (1, 'x''y') ON CONFLICT (a) DO UPDATE SET b = 'z' RETURNING id", "INSERT INTO orders (a, b) VALUES (?, ?) ON CONFLICT (a) DO UPDATE SET b = ? RETURNING id", "INSERT orders", "INSERT", "orders"},
		{mysql, "INSERT IGNORE users SET a = 1 ON DUPLICATE KEY UPDATE a = 2", "INSERT IGNORE users SET a = ? ON DUPLICATE KEY UPDATE a = ?", "INSERT users", "INSERT", "users"},
		{pg, "INSERT INTO a SELECT x FROM b", "INSERT INTO a SELECT x FROM b", "INSERT a SELECT b", "INSERT", ""},
		{pg, "UPDATE ONLY users SET a=1 WHERE id IN (SELECT id FROM old)", "UPDATE ONLY users SET a=? WHERE id IN (SELECT id FROM old)", "UPDATE users SELECT old", "UPDATE", ""},
		{pg, "DELETE FROM users WHERE id = 7", "DELETE FROM users WHERE id = ?", "DELETE users", "DELETE", "users"},
		{pg, "SELECT * FROM songs s, artists JOIN labels l ON l.id = s.label", "SELECT * FROM songs s, artists JOIN labels l ON l.id = s.label", "SELECT songs artists labels", "SELECT", ""},
		{pg, "SELECT EXTRACT(year FROM ts), count(*) FROM (SELECT * FROM orders o JOIN customers c ON true) x", "SELECT EXTRACT(year FROM ts), count(*) FROM (SELECT * FROM orders o JOIN customers c ON true) x", "SELECT SELECT orders customers", "SELECT", ""},
		{pg, "WITH a AS (SELECT 1 FROM x), b AS (SELECT 2 FROM a) DELETE FROM y USING a WHERE true", "WITH a AS (SELECT ? FROM x), b AS (SELECT ? FROM a) DELETE FROM y USING a WHERE true", "SELECT x SELECT DELETE y", "DELETE", ""},
		{pg, "CREATE TABLE IF NOT EXISTS users (id serial DEFAULT 3)", "CREATE TABLE IF NOT EXISTS users (id serial DEFAULT ?)", "CREATE TABLE users", "CREATE TABLE", "users"},
		{pg, "create unique index i on users (id)", "create unique index i on users (id)", "CREATE INDEX i users", "CREATE INDEX", "users"},
		{pg, "select pg_sleep(1)", "select pg_sleep(?)", "", "SELECT", ""},
		{pg, "SELECT * FROM generate_series(1, 3)", "SELECT * FROM generate_series(?, ?)", "", "SELECT", ""},
		{pg, "SELECT 1; DELETE FROM t;", "SELECT ?; DELETE FROM t;", "SELECT; DELETE t", "", ""},
		{pg, "  BEGIN", "BEGIN", "", "BEGIN", ""},
		{pg, "SELECT id FROM users FOR UPDATE", "SELECT id FROM users FOR UPDATE", "SELECT users", "SELECT", "users"},
		{pg, "", "", "", "", ""},
		{mysql, "SELECT 'open", "SELECT ?", "", "SELECT", ""},
		{mysql, "CALL app.proc(1, 'x')", "CALL app.proc(?, ?)", "CALL app.proc", "CALL", ""},
		{pg, "SELECT * FROM t WHERE a = :name AND b IS DISTINCT FROM c LIMIT 10", "SELECT * FROM t WHERE a = :name AND b IS DISTINCT FROM c LIMIT ?", "SELECT t", "SELECT", "t"},
		{DialectOf("microsoft.sql_server"), "SELECT [a b] FROM [dbo].[My Table] WHERE x = N'y' AND z = @p1", "SELECT [a b] FROM [dbo].[My Table] WHERE x = ? AND z = @p1", "SELECT dbo.My Table", "SELECT", "dbo.My Table"},
		{pg, "SELECT 1x, 0xFF, .5, a.b FROM t2", "SELECT ?, ?, ?, a.b FROM t2", "SELECT t2", "SELECT", "t2"},
	} {
		got := Analyse(c.in, c.dialect)
		want := Statement{Text: c.text, Summary: c.summary, Operation: c.op, Collection: c.collect}
		if got != want {
			t.Errorf("%s\n got %+v\nwant %+v", c.in, got, want)
		}
	}
}

func FuzzAnalyse(f *testing.F) {
	f.Add("SELECT * FROM a WHERE b = 'c' /* d */ AND $x$ e $x$ = [f]")
	f.Fuzz(func(t *testing.T, text string) {
		for _, system := range []string{"mysql", "postgresql", "sqlite", ""} {
			if s := Analyse(text, DialectOf(system)); len(s.Text) > maxText || len(s.Summary) > maxSummary {
				t.Errorf("too long: %+v", s)
			}
		}
	})
}
