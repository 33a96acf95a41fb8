using Xunit;

namespace BindGen.Tests.Browser;

/// <summary>A fact that needs Chromium. Without it the test is skipped and says so; with <c>BINDGEN_REQUIRE_BROWSER=1</c>, as in CI, it fails.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() =>
        Skip = Chromium.Path is null && Environment.GetEnvironmentVariable("BINDGEN_REQUIRE_BROWSER") != "1" ? "chromium is not on the PATH: apt-get install chromium" : null;
}
