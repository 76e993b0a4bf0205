using Tracegate.Runtime.Libbpf;

namespace Tracegate.Runtime.Attach;

/// <summary>
/// One link for many places. The kernel takes all or none and does not say which place it minds, so after an error the
/// halves are tried by themselves, down to the places that fail.
/// </summary>
internal static class MultiLink
{
    /// <summary>Attaches the places with as few links as possible; failures go to the context.</summary>
    /// <param name="sites">Places, at least one.</param>
    /// <param name="context">Takes links and failures.</param>
    /// <param name="create">Makes the link of some of them: its descriptor, or a negative error number.</param>
    internal static void Attach(ReadOnlyMemory<Site> sites, AttachContext context, Func<ReadOnlyMemory<Site>, int> create)
    {
        var link = create(sites);
        if (link >= 0)
        {
            context.Links.Add(link, slow: true);
            return;
        }

        if (sites.Length > 1 && IsOfOnePlace(-link))
        {
            var half = sites.Length / 2;
            Attach(sites[..half], context, create);
            Attach(sites[half..], context, create);
            return;
        }

        foreach (var site in sites.Span)
            context.Fail(site, link);
    }

    // What does not depend on the place fails for every part too, and trying them all would take long.
    private static bool IsOfOnePlace(int error) =>
        error is not (Errno.NotPermitted or Errno.Access or Errno.FileTable or Errno.SystemFileTable or Errno.NoMemory or Errno.NoSystemCall);
}
