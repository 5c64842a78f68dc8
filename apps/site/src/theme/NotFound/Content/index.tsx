import Link from "@docusaurus/Link";
import Heading from "@theme/Heading";
import type { Props } from "@theme/NotFound/Content";
import type { ReactNode } from "react";

/** What stands at an address without a page: the ways to those that there are. */
export default function NotFoundContent({ className = "" }: Props): ReactNode {
  return (
    <main className={`${className} markdown container margin-vert--xl`}>
      <Heading as="h1">Page not found</Heading>
      <p>
        Nothing stands at this address. Another version of a package may have such a page. Go on by a word, in the
        search field, or from
      </p>
      <ul>
        <li>
          the <Link to="/guide/">guide</Link>
        </li>
        <li>
          a package, under Packages above, as <Link to="/network/">network</Link>
        </li>
        <li>
          the <Link to="/paper/">paper</Link> or the <Link to="/playground/">playground</Link>
        </li>
      </ul>
    </main>
  );
}
