import express from 'express';
import pg from 'pg';

const pool = new pg.Pool();
const app = express();

app.get('/healthz', (_, response) => response.send('ok'));
app.get('/api/resumes', async (_, response) => {
  const { rows } = await pool.query('select id, headline from resumes order by id limit 20');
  response.json(rows);
});
app.listen(process.env.PORT, '127.0.0.1');
