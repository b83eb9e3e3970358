package org.openhcpcs.fetch;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * The proxies that the environment names, as curl understands it: {@code https_proxy} or {@code
 * HTTPS_PROXY}, {@code http_proxy} (small letters only), {@code all_proxy} or {@code ALL_PROXY},
 * and {@code no_proxy} or {@code NO_PROXY} with hosts, domains or {@code *}.
 */
final class Proxies extends ProxySelector {

  private static final int DEFAULT_PORT = 1080;

  private final Map<String, String> environment;

  Proxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * @throws HcpcsException USAGE if the proxy's URL cannot be understood
   */
  @Override
  public List<Proxy> select(URI uri) {
    return List.of(
        proxy(uri)
            .map(
                proxy ->
                    new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(
                            proxy.getHost(), proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort())))
            .orElse(Proxy.NO_PROXY));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // there is no second proxy to turn to; the request fails and says why
  }

  /** Logs in to the proxy for a URL, if the environment names a login. */
  Optional<Authenticator> login(URI uri) {
    return proxy(uri)
        .flatMap(proxy -> Optional.ofNullable(proxy.getUserInfo()))
        .map(
            login -> {
              String[] parts = login.split(":", 2);
              char[] password = parts.length > 1 ? parts[1].toCharArray() : new char[0];
              return new Authenticator() {
                @Override
                protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                  return getRequestorType() == RequestorType.PROXY
                      ? new PasswordAuthentication(parts[0], password)
                      : null;
                }
              };
            });
  }

  private Optional<URI> proxy(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    return value(scheme + "_proxy")
        .or(() -> scheme.equals("https") ? value("HTTPS_PROXY") : Optional.empty())
        .or(() -> value("all_proxy"))
        .or(() -> value("ALL_PROXY"))
        .filter(proxy -> !isExcepted(uri))
        .map(Proxies::parse);
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private boolean isExcepted(URI uri) {
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    String all = value("no_proxy").or(() -> value("NO_PROXY")).orElse("");
    for (String each : all.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
      String name = each.replaceFirst("^\\*?\\.", "").replaceFirst(":" + uri.getPort() + "$", "");
      if (each.equals("*")
          || (!name.isEmpty() && (host.equals(name) || host.endsWith("." + name)))) {
        return true;
      }
    }
    return false;
  }

  private static URI parse(String proxy) {
    String url = proxy.contains("://") ? proxy : "http://" + proxy;
    try {
      URI uri = URI.create(url.strip());
      if (uri.getHost() != null && "http".equalsIgnoreCase(uri.getScheme())) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw noProxy(e);
    }
    throw noProxy(null);
  }

  /** The value may hold a password, and is not shown. */
  private static HcpcsException noProxy(@Nullable IllegalArgumentException cause) {
    return ErrorCode.USAGE.failure(
        cause,
        "the proxy that the environment names is none that can be used; give http://HOST:PORT");
  }
}
