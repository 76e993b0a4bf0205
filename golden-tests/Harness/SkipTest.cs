using Xunit.Sdk;

namespace Tracegate.GoldenTests.Harness;

/// <summary>Skips the running test; xunit knows such an exception by the start of its message.</summary>
internal static class SkipTest
{
    public static Exception Because(string reason) => new XunitException("$XunitDynamicSkip$" + reason);
}
