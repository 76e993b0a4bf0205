namespace Tracegate.Runtime.CommandLine;

/// <summary>The version of this build.</summary>
public static class ProductVersion
{
    /// <summary>As <c>-V</c> prints it, for example <c>v0.1.0</c>.</summary>
    public static string Text { get; } = "v" + typeof(ProductVersion).Assembly.GetName().Version?.ToString(3);
}
