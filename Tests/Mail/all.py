# SPDX-License-Identifier: MIT
"""Mail as it leaves: through a real Postfix, past bad certificates, without a secret."""

from bad_servers import *  # noqa: F401,F403
from case import main
from with_postfix import *  # noqa: F401,F403
from with_site import *  # noqa: F401,F403

if __name__ == "__main__":
  main()
