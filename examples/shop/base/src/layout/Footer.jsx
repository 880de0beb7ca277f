export function Footer() {
  return (
    <footer className="footer">
      <p>Fell &amp; Ford, outfitters. Free shipping from £75, and a year to change your mind.</p>
    </footer>
  );
}
