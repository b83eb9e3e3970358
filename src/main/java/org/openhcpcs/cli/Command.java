package org.openhcpcs.cli;

import java.util.concurrent.Callable;

/** A command of the program. */
abstract class Command implements Callable<Integer> {

  private final HcpcsCommand root;
  private final Terminal terminal;

  Command(HcpcsCommand root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  HcpcsCommand root() {
    return root;
  }

  Terminal terminal() {
    return terminal;
  }
}
