using System.Reflection;
using Xunit.Sdk;

namespace VerifyXunit;

/// <summary>Tells <see cref="Verifier"/> which test is running. The package's build files put it on the test assembly;
/// for the stand-in the test project does, with an <c>AssemblyAttribute</c> item.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class UseVerifyAttribute : BeforeAfterTestAttribute
{
    private static readonly AsyncLocal<MethodInfo?> Running = new();

    internal static MethodInfo CurrentTest => Running.Value ?? throw new InvalidOperationException(
        "Verify was called outside a test, or the test assembly lacks [assembly: VerifyXunit.UseVerify].");

    public override void Before(MethodInfo methodUnderTest) => Running.Value = methodUnderTest;

    public override void After(MethodInfo methodUnderTest) => Running.Value = null;
}
