import { Link } from 'react-router';

export function Hero() {
  return (
    <section className="hero">
      <img src="/images/hero.jpg" alt="Hills behind hills at first light" width="1200" height="720" fetchPriority="high" />
      <div className="hero-words">
        <h1>Gear for long walks</h1>
        <Link className="button" to="/catalogue">
          See everything
        </Link>
      </div>
    </section>
  );
}
