import { Link } from 'react-router';

export function Hero() {
  return (
    <section className="hero">
      <img src="/images/autumn.jpg" alt="Hills behind hills on an autumn evening" width="2000" height="1200" />
      <div className="hero-words">
        <h1>Autumn on the fells</h1>
        <Link className="button" to="/catalogue">
          See the autumn range
        </Link>
      </div>
    </section>
  );
}
