package otlp

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"
)

const (
	defaultEndpoint = "http://localhost:4318"
	// defaultTimeout bounds each request.
	defaultTimeout = 10 * time.Second
)

// config is what the environment says of one signal.
type config struct {
	url     string
	headers map[string]string
	gzip    bool
	timeout time.Duration
	tls     *tls.Config
}

// lookup returns the value of OTEL_EXPORTER_OTLP_<signal>_<name>, or else of OTEL_EXPORTER_OTLP_<name>, and which it was.
func lookup(signal, name string) (variable, value string) {
	for _, variable := range []string{"OTEL_EXPORTER_OTLP_" + signal + "_" + name, "OTEL_EXPORTER_OTLP_" + name} {
		if value := strings.TrimSpace(os.Getenv(variable)); value != "" {
			return variable, value
		}
	}
	return "", ""
}

// configure reads the environment for a signal, `TRACES`, `METRICS` or `LOGS`, whose requests go to path below a general endpoint.
func configure(signal, path string) (config, error) {
	c := config{timeout: defaultTimeout}
	var err error
	if c.url, err = endpoint(signal, path); err != nil {
		return config{}, err
	}
	if variable, value := lookup(signal, "HEADERS"); value != "" {
		if c.headers, err = headers(value); err != nil {
			// Headers hold secrets: the value is not shown.
			return config{}, fmt.Errorf("%s: %w", variable, err)
		}
	}
	switch variable, value := lookup(signal, "COMPRESSION"); value {
	case "gzip":
		c.gzip = true
	case "", "none":
	default:
		return config{}, fmt.Errorf("%s=%s is not supported (gzip, none are)", variable, value)
	}
	if variable, value := lookup(signal, "TIMEOUT"); value != "" {
		milliseconds, err := strconv.ParseUint(value, 10, 31)
		if err != nil {
			return config{}, fmt.Errorf("%s=%s: want milliseconds", variable, value)
		}
		c.timeout = time.Duration(milliseconds) * time.Millisecond
	}
	c.tls, err = tlsConfig(signal)
	return c, err
}

func endpoint(signal, path string) (string, error) {
	variable, value := lookup(signal, "ENDPOINT")
	if value == "" {
		value = defaultEndpoint
	}
	parsed, err := url.Parse(value)
	if err != nil || (parsed.Scheme != "http" && parsed.Scheme != "https") || parsed.Host == "" {
		return "", fmt.Errorf("%s=%s: want a URL such as %s", variable, value, defaultEndpoint)
	}
	// A signal's own endpoint is used as it is, the general one is a base.
	if strings.HasSuffix(variable, signal+"_ENDPOINT") {
		if parsed.Path == "" {
			parsed.Path = "/"
		}
		return parsed.String(), nil
	}
	return parsed.JoinPath(path).String(), nil
}

// headers reads `name=value,name=value`; values are percent-encoded.
func headers(list string) (map[string]string, error) {
	all := map[string]string{}
	for pair := range strings.SplitSeq(list, ",") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		name, value, found := strings.Cut(pair, "=")
		if name = strings.TrimSpace(name); !found || name == "" {
			return nil, errors.New("want name=value,name=value")
		}
		decoded, err := url.PathUnescape(strings.TrimSpace(value))
		if err != nil {
			return nil, fmt.Errorf("the value of %s is not percent-encoded as it should be", name)
		}
		all[name] = decoded
	}
	return all, nil
}

// tlsConfig returns nil where nothing is asked for.
func tlsConfig(signal string) (*tls.Config, error) {
	var c *tls.Config
	if variable, file := lookup(signal, "CERTIFICATE"); file != "" {
		pem, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", variable, err)
		}
		pool := x509.NewCertPool()
		if !pool.AppendCertsFromPEM(pem) {
			return nil, fmt.Errorf("%s=%s: the file holds no certificate", variable, file)
		}
		c = &tls.Config{RootCAs: pool}
	}
	variable, certificate := lookup(signal, "CLIENT_CERTIFICATE")
	_, key := lookup(signal, "CLIENT_KEY")
	if certificate == "" || key == "" {
		return c, nil
	}
	pair, err := tls.LoadX509KeyPair(certificate, key)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", variable, err)
	}
	if c == nil {
		c = &tls.Config{}
	}
	c.Certificates = []tls.Certificate{pair}
	return c, nil
}
