import { Link } from 'react-router';

export default function NotFound() {
  return (
    <p className="notice">
      There is nothing on this path. <Link to="/">Back to the start</Link>
    </p>
  );
}
