package org.openhcpcs.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MemoryTest {

  private final OutOfMemoryError full = new OutOfMemoryError("Java heap space");

  private Object full() {
    throw full;
  }

  @Test
  void saysInOneLineForWhatItIsNotEnoughAndWhatToDo() {
    assertThatThrownBy(() -> Memory.enough("input/a.zip", this::full))
        .isInstanceOfSatisfying(
            HcpcsException.class, e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.OUT_OF_MEMORY))
        .hasCause(full)
        .hasMessageMatching(
            "input/a[.]zip: the memory is not enough, of which Java may use \\d+ MB;"
                + " give it more, as with JAVA_TOOL_OPTIONS=-Xmx2g");
  }

  @Test
  void saysSoAlsoOfAnotherThread() {
    assertThatThrownBy(
            () -> Memory.enough("a.zip", () -> CompletableFuture.supplyAsync(this::full).join()))
        .isInstanceOf(HcpcsException.class)
        .hasMessageStartingWith("a.zip: the memory is not enough");
  }

  @Test
  void leavesOtherFailuresAndResultsAlone() {
    HcpcsException known = new HcpcsException(ErrorCode.DISK, "full", full);
    IllegalStateException unknown = new IllegalStateException("a defect");
    for (RuntimeException failure : new RuntimeException[] {known, unknown}) {
      assertThatThrownBy(
              () ->
                  Memory.enough(
                      "a.zip",
                      () -> {
                        throw failure;
                      }))
          .isSameAs(failure);
    }
    assertThat(Memory.enough("a.zip", () -> 7)).isEqualTo(7);
    assertThat(Memory.isExhausted(known)).isTrue();
    assertThat(Memory.isExhausted(unknown)).isFalse();
  }
}
